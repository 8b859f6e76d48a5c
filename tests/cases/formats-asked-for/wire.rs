//! What is of no format is found before anything is sent.

use formats_asked_for::models::{Machine, MachineHost};
use formats_asked_for::rt;
use std::net::Ipv6Addr;

#[test]
fn every_format_is_checked() {
    let machine = Machine::new("a.example".parse::<MachineHost>().unwrap(), "ada@example.com".parse::<rt::Email>().unwrap());
    let machine = machine.addresses([rt::Ipv6::from(Ipv6Addr::LOCALHOST)]).starts("08:30:00Z".parse::<rt::Time>().unwrap());
    machine.validate().unwrap();

    let read = r#"{"host": "a_b", "owner": "ada", "address": "10.0.0.0/8", "addresses": ["::", ":::"], "serial": "a", "plain": "b",
        "starts": "8", "every": "1d", "manual": "a b"}"#;
    let machine: Machine = rt::json::from_str(read).unwrap();
    let broken = machine.validate().unwrap_err();
    let places: Vec<_> = broken.iter().map(|it| it.pointer.as_str()).collect();
    let expected = ["/host", "/owner", "/address", "/addresses/1", "/starts", "/every", "/manual"];
    assert_eq!(places, expected, "{broken}");
    assert!("a.example".repeat(3).parse::<MachineHost>().is_err());
}
