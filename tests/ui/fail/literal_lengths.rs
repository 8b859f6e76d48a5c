//! Lengths of a literal are in characters, not in bytes: the first two are as long as allowed.

use oas_runtime as rt;

rt::rules! { Code, }

rt::constrained_string! {
    pub type Code,
    min_length 2,
    max_length 3,
}

const SHORT: Code = Code::from_static("é漢");
const LONG: Code = Code::from_static("é漢😀");
const TOO_SHORT: Code = Code::from_static("😀");
const TOO_LONG: Code = Code::from_static("é漢😀a");

fn main() {
    let _ = (SHORT, LONG, TOO_SHORT, TOO_LONG);
}
