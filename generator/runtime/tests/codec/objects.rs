//! Rules of objects as a whole: how many members are written, what they are called, which must be there together.

use oas_runtime::{self as rt, Checker, In, Map, Peek, Rule};

use crate::read;

rt::rules! {
    Key,
    Labels,
    Switches,
}

rt::constrained_string! {
    /// What members are called.
    pub type Key,
    max_length 3,
}

rt::constrained_map! {
    /// Some numbers.
    pub type Labels = Map<i64>,
    min_properties 1,
    max_properties 2,
    names rt::NameRules::Text(<Key as rt::ConstrainedString>::RULES),
    demands &[rt::Demand::Dependent("a", &["b"])],
}

rt::string_enum! {
    pub enum Switch Unknown,
    0 On "on",
    1 Off "off",
}

rt::constrained_map! {
    /// What is on and what is off.
    pub type Switches = rt::KeyedMap<Switch, bool>,
    max_properties 1,
}

rt::record! {
    pub struct Payment open unknown,
    new(),
    keeps [min_properties 1, max_properties 3, demands &[
        rt::Demand::Dependent("card", &["code"]),
        rt::Demand::NotAll(&["code", "cash"])
    ]],
    0 card "card" optional(String) [into],
    1 code "code" nullable(i32),
    2 cash "cash" optional(bool),
    3 labels "labels" optional(Labels),
    4 switches "switches" optional(Switches),
}

rt::record! {
    pub struct Contact typed(String) more,
    new(),
    keeps [names rt::NameRules::Listed(&["mail", "phone", "fax"]), demands &[rt::Demand::OneOf(&[&["mail"], &["phone", "fax"]])]],
    0 mail "mail" optional(String) [into],
}

#[track_caller]
fn broken(value: &dyn Peek) -> Vec<(String, Rule)> {
    let mut checker = Checker::new(In::Body);
    value.check(&mut checker);
    let found = checker.finish().into_iter();
    found.map(|it| (it.pointer, it.rule)).collect()
}

#[test]
fn what_an_object_breaks_is_told_with_its_place() {
    for (text, expected) in [
        ("{}", vec![("", Rule::MinProperties)]),
        (r#"{"other":1}"#, vec![]),
        (r#"{"code":null}"#, vec![]),
        (r#"{"card":"x"}"#, vec![("", Rule::DependentRequired)]),
        (r#"{"card":"x","code":null}"#, vec![]),
        (r#"{"code":1,"cash":true}"#, vec![("", Rule::Not)]),
        (
            r#"{"cash":true,"a":1,"b":2,"c":3}"#,
            vec![("", Rule::MaxProperties)],
        ),
        // What is kept of a member counts as well, and is a violation of its own.
        (
            r#"{"card":null}"#,
            vec![("", Rule::DependentRequired), ("/card", Rule::Null)],
        ),
        (r#"{"labels":{}}"#, vec![("/labels", Rule::MinProperties)]),
        (
            r#"{"labels":{"a":1,"long":2,"a/bc":3}}"#,
            vec![
                ("/labels", Rule::MaxProperties),
                ("/labels", Rule::DependentRequired),
                ("/labels/long", Rule::PropertyNames),
                ("/labels/a~1bc", Rule::PropertyNames),
            ],
        ),
        (
            r#"{"switches":{"on":true,"x":1}}"#,
            vec![
                ("/switches", Rule::MaxProperties),
                ("/switches/x", Rule::UnknownMember),
            ],
        ),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(pointer, rule)| (pointer.to_owned(), rule))
            .collect();
        let value = read::<Payment>(text);
        assert_eq!(broken(&value), expected, "{text}");
        assert_eq!(value.is_valid(), expected.is_empty(), "{text}");
        assert_eq!(rt::json::to_string(&value), text);
    }
}

#[test]
fn members_of_a_type_are_members() {
    let contact = |text: &str| broken(&read::<Contact>(text));
    assert_eq!(contact(r#"{"mail":"m"}"#), []);
    assert_eq!(contact(r#"{"phone":"p","fax":"f"}"#), []);
    let one_of = (String::new(), Rule::OneOf);
    assert_eq!(contact(r#"{"phone":"p"}"#), std::slice::from_ref(&one_of));
    assert_eq!(contact(r#"{"mail":"m","phone":"p","fax":"f"}"#), [one_of]);
    let name = ("/telex".to_owned(), Rule::PropertyNames);
    assert_eq!(contact(r#"{"mail":"m","telex":"t"}"#), [name]);
}

#[test]
fn a_map_is_checked_when_it_is_made() {
    let entry = |name: &str| (name.to_owned(), 1);
    assert_eq!(Labels::new([entry("b")]).unwrap()["b"], 1);
    let refused = |names: &[&str]| {
        let error = Labels::new(names.iter().map(|name| entry(name))).unwrap_err();
        (error.rule(), error.to_string())
    };
    for (names, rule, told) in [
        (
            &[][..],
            Rule::MinProperties,
            "Labels: at least 1 member is asked for, 0 found (minProperties)",
        ),
        (
            &["c", "d", "e"],
            Rule::MaxProperties,
            "Labels: at most 2 members are allowed, 3 found (maxProperties)",
        ),
        (
            &["a"],
            Rule::DependentRequired,
            "Labels: `a` is there, so `b` must be, too (dependentRequired)",
        ),
        (
            &["c", "long"],
            Rule::PropertyNames,
            "Labels: the name of member 1 breaks `maxLength` 3 (propertyNames)",
        ),
    ] {
        assert_eq!(refused(names), (rule, told.to_owned()));
    }
    let read: Labels = rt::json::from_str(r#"{"c":1,"long":1}"#).unwrap();
    assert_eq!(
        read.validate().unwrap_err().to_string(),
        "body/long: of the name: at most 3 characters are allowed, 4 found (maxLength) (propertyNames)"
    );
    assert_eq!((&read).into_iter().count(), 2);
    let mut labels = Labels::of([entry("c")].into()).unwrap();
    labels.clear();
    assert!(!labels.is_valid());
}
