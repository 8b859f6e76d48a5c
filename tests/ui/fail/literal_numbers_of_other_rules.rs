//! A literal at each bound and multiple that no constraint of the description shows, given as a constant.

use oas_runtime as rt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Even(i64);

rt::constrained_integer! {
    Even i64,
    exclusive_minimum 0,
    exclusive_maximum 10,
    multiple_of 2,
}

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Price(f64);

rt::constrained_number! {
    Price f64,
    exclusive_minimum 0.0,
    maximum 99.99,
    multiple_of 0.01,
}

const AT_MINIMUM: Even = Even::from_static(0);
const AT_MAXIMUM: Even = Even::from_static(10);
const ODD: Even = Even::from_static(3);
const GOOD: Price = Price::from_static(19.99);
const FREE: Price = Price::from_static(0.0);
const DEAR: Price = Price::from_static(100.0);
const FRACTION: Price = Price::from_static(0.005);
const ENDLESS: Price = Price::from_static(f64::INFINITY);

fn main() {
    let _ = (AT_MINIMUM, AT_MAXIMUM, ODD, GOOD, FREE, DEAR, FRACTION, ENDLESS);
}
