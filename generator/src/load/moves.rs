//! Which nodes were moved on the way from the description as written to its normalised shape.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// Pointers after normalising, and what they were before it. What stands below a moved node moved with it.
#[derive(Debug, Clone, Default)]
pub struct Moves(BTreeMap<Pointer, Pointer>);

impl Moves {
    /// The pointer in the description as written to what now is at `pointer`.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        if self.0.is_empty() {
            return pointer.clone();
        }
        let text = pointer.as_str();
        let mut end = text.len();
        loop {
            let (head, tail) = text.split_at(end);
            if let Some(origin) = self.0.get(head) {
                return origin.append(tail);
            }
            match head.rfind('/') {
                Some(slash) => end = slash,
                None => return pointer.clone(),
            }
        }
    }

    /// Where in the normalised description that stands which was written at `origin`; what did not move is where it was.
    pub fn now(&self, origin: &Pointer) -> Pointer {
        let known = self
            .0
            .iter()
            .filter_map(|(now, from)| Some((now, origin.strip_prefix(from)?)));
        let nearest = known.min_by_key(|(_, tail)| tail.as_str().len());
        nearest.map_or_else(|| origin.clone(), |(now, tail)| now.join(&tail))
    }

    /// Notes that nodes moved, all at once: each pair is where a node is now and where it was.
    pub(crate) fn record(&mut self, moved: &[(Pointer, Pointer)]) {
        let noted: Vec<_> = moved
            .iter()
            .flat_map(|(to, from)| self.as_seen_from(to, from))
            .collect();
        for (_, from) in moved {
            let stale: Vec<Pointer> = self.within(from).map(|(_, at, _)| at.clone()).collect();
            for at in stale {
                self.0.remove(&at);
            }
        }
        self.0.extend(noted);
    }

    /// Notes that nodes are copies: each pair is where a copy is and what it is a copy of.
    pub(crate) fn copied(&mut self, copies: &[(Pointer, Pointer)]) {
        let noted: Vec<_> = copies
            .iter()
            .flat_map(|(to, from)| self.as_seen_from(to, from))
            .collect();
        self.0.extend(noted);
    }

    /// What is to be noted of `to` when it becomes what `from` is now.
    fn as_seen_from(&self, to: &Pointer, from: &Pointer) -> Vec<(Pointer, Pointer)> {
        let below = self.within(from).filter(|(tail, _, _)| !tail.is_root());
        let below = below.map(|(tail, _, origin)| (to.join(&tail), origin.clone()));
        std::iter::once((to.clone(), self.origin(from)))
            .chain(below)
            .collect()
    }

    /// What is noted of a node and of what is below it: each with the way from the node.
    fn within<'m>(
        &'m self,
        node: &'m Pointer,
    ) -> impl Iterator<Item = (Pointer, &'m Pointer, &'m Pointer)> {
        let near = self
            .0
            .range(node.clone()..)
            .take_while(|(at, _)| at.as_str().starts_with(node.as_str()));
        near.filter_map(|(at, origin)| Some((at.strip_prefix(node)?, at, origin)))
    }

    /// The way back, for many questions.
    pub(crate) fn back(&self) -> Back {
        let mut back = BTreeMap::new();
        for (now, from) in &self.0 {
            back.entry(from.clone()).or_insert_with(|| now.clone());
        }
        Back(back)
    }

    /// How many nodes are noted.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was moved.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Pointers into the description as written, and where that is after normalising.
#[derive(Debug)]
pub(crate) struct Back(BTreeMap<Pointer, Pointer>);

impl Back {
    /// Where in the normalised description that stands which was written at `origin`.
    pub(crate) fn now(&self, origin: &Pointer) -> Pointer {
        let text = origin.as_str();
        let mut end = if self.0.is_empty() { 0 } else { text.len() };
        while end > 0 {
            let (head, tail) = text.split_at(end);
            if let Some(now) = self.0.get(head) {
                return now.append(tail);
            }
            end = head.rfind('/').unwrap_or(0);
        }
        origin.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::{Moves, Pointer};

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    #[test]
    fn what_is_below_moves_along() {
        let mut moves = Moves::default();
        moves.record(&[(pointer("/a/enum/0"), pointer("/a/const"))]);
        moves.record(&[(pointer("/a/anyOf/0/enum"), pointer("/a/enum"))]);
        assert_eq!(
            moves.origin(&pointer("/a/anyOf/0/enum/0")),
            pointer("/a/const")
        );
        assert_eq!(
            moves.origin(&pointer("/a/anyOf/0/enum")),
            pointer("/a/enum")
        );
        assert_eq!(moves.origin(&pointer("/a/x")), pointer("/a/x"));
        assert_eq!(moves.origin(&Pointer::root()), Pointer::root());
    }

    #[test]
    fn elements_shift_all_at_once() {
        let mut moves = Moves::default();
        moves.record(&[
            (pointer("/e/0"), pointer("/e/1")),
            (pointer("/e/1"), pointer("/e/2")),
        ]);
        assert_eq!(moves.origin(&pointer("/e/0/x")), pointer("/e/1/x"));
        assert_eq!(moves.origin(&pointer("/e/1")), pointer("/e/2"));
        moves.record(&[(pointer("/e/0"), pointer("/e/1"))]);
        assert_eq!(moves.origin(&pointer("/e/0")), pointer("/e/2"));
        assert_eq!(moves.origin(&pointer("/e/10")), pointer("/e/10"));
    }
}
