//! Lists that are written in a program: as many items as the rules allow.

use constrained_array::models::{Holder, HolderPair};

#[test]
fn lists_are_counted_when_the_program_is_built() {
    let holder = Holder::new(HolderPair::from_array([1.0, 2.5]));
    assert!(holder.is_valid());
}
