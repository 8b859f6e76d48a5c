//! A table of two bytes a transition decides as the pattern says.

use pattern_of_many_states::models::Fingerprint;

#[test]
fn every_length_but_one_is_refused() {
    for length in 0..=270 {
        let text = "7f".repeat(length / 2) + &"a"[..length % 2];
        assert_eq!(text.parse::<Fingerprint>().is_ok(), length == 260, "{length}");
    }
    assert!("7F".repeat(130).parse::<Fingerprint>().is_err());
}
