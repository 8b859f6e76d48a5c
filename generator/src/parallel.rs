//! Work on all cores whose results come in the order of what they are made from, so that nothing depends on how many there are.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More threads than this would wait for each other.
const MOST: usize = 16;

/// What `make` makes of each item, in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let helpers = cores.min(MOST).min(items.len()).saturating_sub(1);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => made.push((index, make(item))),
                None => return made,
            }
        }
    };
    let mut made = thread::scope(|scope| {
        let start = || {
            thread::Builder::new()
                .stack_size(crate::stack::STACK)
                .spawn_scoped(scope, work)
        };
        // A thread that the system refuses is done without.
        let started: Vec<_> = (0..helpers).map_while(|_| start().ok()).collect();
        let mut made = work();
        for helper in started {
            match helper.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..1000).collect();
        let squares = super::map(&items, |item| item * item);
        assert_eq!(
            squares,
            items.iter().map(|item| item * item).collect::<Vec<_>>()
        );
        assert!(super::map(&[0; 0], |item| *item).is_empty());
    }
}
