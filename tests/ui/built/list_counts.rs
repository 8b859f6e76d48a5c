//! Lists that are written in a program are counted when it is built. Each line of `//~` is said then.

use constrained_array::models::HolderPair;

#[test]
fn too_few() {
    //~ error[E0080]: evaluation panicked: HolderPair: minItems is 2, found 1 items
    let _ = HolderPair::from_array([1.0]);
}

#[test]
fn too_many() {
    //~ error[E0080]: evaluation panicked: HolderPair: maxItems is 2, found 3 items
    let _ = HolderPair::from_array([1.0, 2.0, 3.0]);
}
