//! Values by their names: sorted by their strings, made of them.

use std::collections::BTreeMap;

use names_of_values::models::{Size, Weekday};

#[test]
fn values_are_keys_and_made_of_texts() {
    let mut days = BTreeMap::new();
    for text in ["we", "mo", "tu"] {
        days.insert(Weekday::try_from(text).unwrap(), text);
    }
    assert_eq!(days.keys().map(Weekday::as_str).collect::<Vec<_>>(), ["mo", "tu", "we"]);
    assert_eq!(Weekday::try_from("tu".to_owned()), Ok(Weekday::Tuesday));
    assert!(Weekday::try_from("su").is_err());
    assert_eq!(Size::try_from(2), Ok(Size::Large));
}
