//! Unions: which variant a value is read as, and that nothing of it is lost.

use oas_runtime as rt;
use oas_runtime::{Json, Rule, json};

use crate::{fail, read, round};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cat {
    pub(crate) kind: String,
    pub(crate) lives: Option<i64>,
    pub(crate) friend: Option<Pet>,
    pub(crate) unknown: rt::Members,
}

rt::record! {
    open Cat unknown,
    0 kind "kind" required,
    1 lives "lives" optional,
    2 friend "friend" optional,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dog {
    pub(crate) kind: Option<String>,
    pub(crate) bark: bool,
    pub(crate) unknown: rt::Members,
}

rt::record! {
    closed Dog unknown,
    0 kind "kind" optional,
    1 bark "bark" required,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Pet {
    Cat(Box<Cat>),
    Dog(Dog),
    Unknown(Json),
}

rt::union! {
    Pet Unknown by "kind",
    0 Cat(Cat) record tags ["cat", "tomcat"],
    1 Dog(Dog) record tags ["dog"] required ["bark"],
}

#[test]
fn the_tag_selects_the_variant_wherever_it_stands() {
    for text in [
        r#"{"kind":"cat","lives":9}"#,
        r#"{"kind":"tomcat"}"#,
        r#"{"kind":"cat","friend":{"kind":"dog","bark":true}}"#,
    ] {
        let pet: Pet = read(text);
        assert!(matches!(pet, Pet::Cat(_)), "{pet:?}");
        assert_eq!(json::to_string(&pet), text);
        assert!(pet.is_valid());
    }
    assert!(matches!(
        read(r#"{"bark":false,"\u006bind":"d\u006fg"}"#),
        Pet::Dog(_)
    ));
    assert_eq!(
        Pet::from(read::<Cat>(r#"{"kind":"cat"}"#)),
        read(r#"{"kind":"cat"}"#)
    );
}

/// A pet that is a stray where its kind is none that is known.
#[derive(Clone, PartialEq)]
pub(crate) enum Found {
    Cat(Box<Cat>),
    Stray(Stray),
    Unknown(Json),
}

rt::union! {
    Found Unknown by "kind" else 1,
    0 Cat(Cat) record tags ["cat"],
    1 Stray(Stray) record tags ["Stray"],
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stray {
    pub(crate) kind: Option<String>,
    pub(crate) unknown: rt::Members,
}

rt::record! {
    open Stray unknown,
    0 kind "kind" optional,
}

#[test]
fn what_the_tag_does_not_select_is_the_default() {
    for text in [
        r#"{"kind":"bird","wings":2}"#,
        r#"{"kind":"Stray"}"#,
        r#"{"wings":2}"#,
        "{}",
    ] {
        let found: Found = read(text);
        assert!(matches!(found, Found::Stray(_)), "{found:?}");
        assert_eq!(json::to_string(&found), text);
        assert!(found.is_valid(), "{found:?}");
    }
    assert!(matches!(read(r#"{"kind":"cat"}"#), Found::Cat(_)));
    assert!(matches!(read("[]"), Found::Unknown(_)));

    let mut stray = read::<Stray>("{}");
    stray.kind = Some("cat".to_owned());
    let refused = Found::Stray(stray).validate().unwrap_err();
    assert_eq!(
        refused.to_string(),
        r#"body/kind: must be that of no other type, "cat" found: it says which type the value is (discriminator)"#
    );
}

#[test]
fn several_of_one_tag_are_tried() {
    let both: Twice = read(r#"{"kind":"dog","bark":true}"#);
    assert!(matches!(both, Twice::Dog(_)), "{both:?}");
    let both: Twice = read(r#"{"kind":"dog","wings":2}"#);
    assert!(matches!(both, Twice::Stray(_)), "{both:?}");
}

/// Two types that one tag selects.
#[derive(Clone, PartialEq)]
pub(crate) enum Twice {
    Dog(Dog),
    Stray(Stray),
    Unknown(Json),
}

rt::union! {
    Twice Unknown by "kind",
    0 Dog(Dog) record tags ["dog"],
    1 Stray(Stray) record tags ["dog"],
}

#[test]
fn null_of_no_variant_is_shown_as_null() {
    assert_eq!(
        format!("{:?}", read::<Pet>("null")),
        r#"Unknown(Json("null"))"#
    );
}

#[test]
fn what_is_of_no_variant_is_kept_as_it_came() {
    for text in [
        r#"{"kind":"bird","wings":2}"#,
        r#"{"kind":null}"#,
        r#"{"kind":"cat","lives":"many"}"#,
        r#"{"kind":"dog"}"#,
        r#"["cat"]"#,
        "null",
        r#""\ud800""#,
        r#"{"\ud800":1}"#,
    ] {
        let pet: Pet = read(text);
        assert!(
            matches!(&pet, Pet::Unknown(json) if json.as_str() == text),
            "{pet:?}"
        );
        assert_eq!(json::to_string(&pet), text);
        let violations = pet.validate().unwrap_err();
        assert_eq!((violations.len(), violations[0].rule), (1, Rule::OneOf));
    }
    assert_eq!(
        fail::<Pet>(r#"{"kind":"cat",}"#).message(),
        "trailing comma"
    );
}

#[test]
fn without_its_tag_a_value_is_told_by_its_members() {
    let pet: Pet = read(r#"{"bark":true}"#);
    assert!(matches!(pet, Pet::Dog(_)));
    let violations = pet.validate().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "body/kind: must be dog, nothing is there: it says which type the value is (discriminator)"
    );
}

#[test]
fn a_tag_that_names_another_variant_is_not_sent() {
    let mut cat: Cat = read(r#"{"kind":"cat","friend":{"kind":"dog","bark":true}}"#);
    cat.kind = "dog".to_owned();
    if let Some(Pet::Dog(dog)) = &mut cat.friend {
        dog.kind = Some("tomcat".to_owned());
    }
    let violations = Pet::from(cat).validate().unwrap_err();
    let all: Vec<_> = violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        all,
        [
            ("/kind", Rule::Discriminator),
            ("/friend/kind", Rule::Discriminator)
        ]
    );
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Model {
    Small,
    Large,
    Unknown(rt::UnknownValue),
}

rt::string_enum! {
    Model Unknown,
    0 Small "small",
    1 Large "large",
}

#[derive(Clone, PartialEq)]
pub(crate) enum Mixed {
    Flag(bool),
    Whole(i64),
    Number(f64),
    Known(Model),
    Text(String),
    Many(Vec<Mixed>),
    Pet(Pet),
    Map(rt::Map<Mixed>),
    Unknown(Json),
}

rt::union! {
    Mixed Unknown,
    0 Flag(bool) boolean,
    1 Whole(i64) number,
    2 Number(f64) number,
    3 Known(Model) string,
    4 Text(String) string,
    5 Many array,
    6 Pet(Pet) object,
    7 Map object,
}

#[test]
fn the_kind_of_a_value_tells_its_variant() {
    for (text, wanted) in [
        ("true", Mixed::Flag(true)),
        ("5", Mixed::Whole(5)),
        ("5.5", Mixed::Number(5.5)),
        ("1.5e-7", Mixed::Number(1.5e-7)),
        (r#""small""#, Mixed::Known(Model::Small)),
        (r#""medium""#, Mixed::Text("medium".to_owned())),
        (
            "[1,[true]]",
            Mixed::Many(vec![Mixed::Whole(1), Mixed::Many(vec![Mixed::Flag(true)])]),
        ),
    ] {
        assert_eq!(read::<Mixed>(text), wanted);
        assert_eq!(round::<Mixed>(text), text);
    }
    assert!(matches!(read("null"), Mixed::Unknown(_)));
    assert!(matches!(
        read(r#"{"kind":"dog","bark":true}"#),
        Mixed::Pet(Pet::Dog(_))
    ));
    assert!(matches!(read(r#"{"kind":1}"#), Mixed::Map(map) if map["kind"] == Mixed::Whole(1)));
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Point {
    pub(crate) x: Option<i64>,
    pub(crate) y: Option<i64>,
    pub(crate) unknown: rt::Members,
}

rt::record! {
    open Point unknown,
    0 x "x" optional,
    1 y "y" optional,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Size {
    pub(crate) w: Option<i64>,
    pub(crate) h: Option<i64>,
    pub(crate) unknown: rt::Members,
}

rt::record! {
    open Size unknown,
    0 w "w" optional,
    1 h "h" optional,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Shape {
    Point(Point),
    Size(Size),
    First(Size),
    Any(Json),
    Unknown(Json),
}

rt::union! {
    Shape Unknown,
    0 Point(Point) record,
    1 Size(Size) record,
    2 First record fixed [("v", &["1", "true"])],
    3 Any(Json) any,
}

#[test]
fn of_several_the_one_that_leaves_fewest_members_over_wins() {
    for (text, wanted) in [
        (r#"{"w":1}"#, 1),
        (r#"{"x":1}"#, 0),
        ("{}", 0),
        (r#"{"later":1}"#, 0),
        (r#"{"x":"one","w":1}"#, 1),
        (r#"{"v":1.0,"x":1}"#, 2),
        (r#"{"v":2,"w":1}"#, 1),
        ("[]", 3),
    ] {
        let shape: Shape = read(text);
        assert_eq!(rt::Union::peek(&shape).0, wanted, "{shape:?}");
        assert_eq!(round::<Shape>(text).len(), text.len());
    }
}

#[test]
fn unions_inside_each_other_are_read_in_linear_time() {
    let mut text = String::new();
    for _ in 0..120 {
        text.push_str(r#"{"w":1,"#);
        text.push_str(r#""friend":"#);
    }
    text.push('1');
    text.push_str(&"}".repeat(120));
    let read: Shape = read(&text);
    assert_eq!(json::to_string(&read), text);
    let deep = format!("{}1{}", "[".repeat(120), "]".repeat(120));
    assert_eq!(round::<Mixed>(&deep), deep);
    let nested = format!("{}1{}", r#"{"a":"#.repeat(120), "}".repeat(120));
    assert_eq!(round::<Mixed>(&nested), nested);
    assert_eq!(
        fail::<Mixed>(&"[".repeat(200)).message(),
        "more than 128 arrays and objects inside each other"
    );
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Level {
    Off,
    One,
    Half,
    Auto,
    Unknown(Json),
}

rt::literal_enum! {
    Level Unknown bool i64 &str,
    0 Off "false",
    1 One "1",
    2 Half "-0.5",
    3 Auto "\"auto\"",
}

#[test]
fn literals_are_compared_by_value() {
    for (text, wanted, written) in [
        ("false", Level::Off, "false"),
        ("1", Level::One, "1"),
        ("1.0", Level::One, "1"),
        ("-5e-1", Level::Half, "-0.5"),
        (r#""\u0061uto""#, Level::Auto, r#""auto""#),
    ] {
        assert_eq!(read::<Level>(text), wanted);
        assert_eq!(round::<Level>(text), written);
    }
    for text in [
        "true",
        "2",
        r#""1""#,
        "null",
        "[1]",
        "1.00000000000000000001",
    ] {
        assert!(matches!(read::<Level>(text), Level::Unknown(_)), "{text}");
        assert_eq!(round::<Level>(text), text);
    }
    assert_eq!(Level::try_from(1), Ok(Level::One));
    assert_eq!(Level::try_from("auto"), Ok(Level::Auto));
    assert_eq!("false".parse(), Ok(Level::Off));
    assert_eq!(
        Level::try_from(7).unwrap_err().to_string(),
        r#"Level: "7" is none of false, 1, -0.5, "auto""#
    );
    let violations = rt::validate(&read::<Level>("7")).unwrap_err();
    assert_eq!(
        violations[0].message,
        r#"7 is none of false, 1, -0.5, "auto""#
    );
}

#[test]
fn serde_reads_and_writes_them() {
    let text = r#"{"kind":"cat","friend":{"kind":"bird"}}"#;
    let pet: Pet = serde_json::from_str(text).unwrap();
    assert!(matches!(pet, Pet::Cat(_)));
    assert_eq!(serde_json::to_string(&pet).unwrap(), text);
    let yaml: Vec<Level> = serde_yaml::from_str("[1, auto, 3]").unwrap();
    assert_eq!(
        yaml,
        [
            Level::One,
            Level::Auto,
            Level::Unknown("3".parse().unwrap())
        ]
    );
}

#[derive(Clone, PartialEq)]
pub(crate) enum Amount {
    Number(f64),
    Count(i64),
    Text(String),
    Unknown(Json),
}

rt::union! {
    Amount Unknown,
    0 Count(i64) number,
    1 Number(f64) number,
    2 Text(String) string,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Few {
    Count(i64),
    Text(String),
    Unknown(Json),
}

rt::union! {
    Few Unknown,
    0 Count(i64) number,
    1 Text(String) string,
}

/// What no variant holds of a number is kept, and is a number of the description all the same.
#[test]
fn numbers_beyond_their_variant_are_kept_and_may_be_sent() {
    for text in ["1e400", "-1e400"] {
        let amount: Amount = read(text);
        assert!(matches!(amount, Amount::Unknown(_)), "{amount:?}");
        assert_eq!(json::to_string(&amount), text);
        assert!(amount.is_valid());
    }
    let many: Few = read("99999999999999999999");
    assert_eq!(json::to_string(&many), "99999999999999999999");
    assert!(many.is_valid());
    for text in ["1.5", "true", "[1e400]"] {
        let few: Few = read(text);
        assert!(matches!(few, Few::Unknown(_)) && !few.is_valid(), "{few:?}");
    }
}
