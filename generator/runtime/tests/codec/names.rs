//! A generated type may have the name of anything that Rust's prelude has: no other type of its module breaks.

use oas_runtime::json;

/// What a description may call its types, and types of every kind next to them.
#[allow(
    dead_code,
    unreachable_pub,
    reason = "most are here for their names alone, and a macro makes them public"
)]
mod taken {
    use oas_runtime as rt;

    macro_rules! empty_records {
        ($($name:ident)*) => {
            $(
                #[derive(Debug, Clone, PartialEq)]
            pub struct $name {
                    pub(super) unknown: rt::Members,
                }

                rt::record! { closed $name default unknown, }
            )*
        };
    }

    empty_records! {
        AsMut AsRef Borrow Box Clone Copy Cow Debug Default Deref Deserialize Deserializer Display Drop Eq Err Fn From FromIterator
        FromStr Hash Into IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result Send Serialize Serializer Sized
        Some String Sync ToOwned ToString TryFrom TryInto Value Vec
    }

    #[derive(Debug, Clone, PartialEq)]
    pub(super) struct Everything {
        pub(super) none: ::std::option::Option<None>,
        pub(super) code: Code,
        pub(super) take: Take,
        pub(super) ratio: Ratio,
        pub(super) tags: Tags,
        pub(super) outcome: Outcome,
        pub(super) unknown: rt::Members,
    }

    rt::record! {
        closed Everything unknown,
        0 none "none" optional,
        1 code "code" required,
        2 take "take" required,
        3 ratio "ratio" required,
        4 tags "tags" required,
        5 outcome "outcome" required,
    }

    #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub(super) struct Code(rt::Text);
    rt::constrained_string! { Code, min_length 1, }

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub(super) struct Take(i64);
    rt::constrained_integer! { Take i64, minimum 1, }

    #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
    pub(super) struct Ratio(f64);
    rt::constrained_number! { Ratio f64, minimum 0.0, }

    rt::rules! { Tags, Only, }
    rt::constrained_array! { pub type Tags Some, max_items 2, }
    rt::constant! { pub type Only = "Some" }

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    pub(super) enum Outcome {
        Ok,
        Err,
        Error,
        None,
        Some,
        Self_,
        Item,
        Target,
        Other(rt::UnknownValue),
    }

    rt::string_enum! {
        Outcome Other,
        0 Ok "ok",
        1 Err "err",
        2 Error "error",
        3 None "none",
        4 Some "some",
        5 Self_ "self",
        6 Item "item",
        7 Target "target",
    }
}

#[test]
fn types_named_as_the_prelude_are_types_like_others() {
    let text =
        r#"{"none":{},"code":"c","take":1,"ratio":0.5,"tags":[{},{"new":1}],"outcome":"err"}"#;
    let read: taken::Everything = json::from_str(text).unwrap();
    assert_eq!(read.outcome, taken::Outcome::Err);
    assert_eq!(json::to_string(&read), text);
    assert_eq!(read.code, "c");
    assert_eq!(read.take, taken::Take::try_from(1).unwrap());
    assert_eq!(read.ratio.to_string(), "0.5");
    assert_eq!(read.none, Some(taken::None::default()));
    assert!(taken::Tags::new(vec![taken::Some::default(); 3]).is_err());
    assert!("later".parse::<taken::Outcome>().is_err());
    assert!(taken::Vec::default().is_valid());
}

#[test]
fn a_constant_named_as_the_prelude_is_one_like_others() {
    assert_eq!(taken::Only::VALUE, "Some");
}
