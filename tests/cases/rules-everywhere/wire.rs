//! Every rule in every place: each violation is told with its pointer, and nothing leaves the machine.

use rules_everywhere::models::{self, Direct, Places};
use rules_everywhere::rt::{Rule, Violation, json};
use rules_everywhere::things::{InCookieParams, InHeaderParams, InQueryParams};
use rules_everywhere::{Client, Error};
use tests::loopback::Loopback;

/// A rule's member, a value that breaks it, the place inside of the value, and the rule.
type Row = (&'static str, &'static str, &'static str, Rule);

const ROWS: &[Row] = &[
    ("min_length", r#""é""#, "", Rule::MinLength),
    ("max_length", r#""four""#, "", Rule::MaxLength),
    ("pattern", r#""a1""#, "", Rule::Pattern),
    ("format", r#""2024-02-30""#, "", Rule::Format),
    ("listed", r#""blue""#, "", Rule::Enum),
    ("fixed", "8", "", Rule::Enum),
    ("minimum", "1", "", Rule::Minimum),
    ("maximum", "10", "", Rule::Maximum),
    ("more", "0.0", "", Rule::ExclusiveMinimum),
    ("less", "1.5", "", Rule::ExclusiveMaximum),
    ("multiple", "12", "", Rule::MultipleOf),
    ("cents", "0.005", "", Rule::MultipleOf),
    ("min_items", r#"["a"]"#, "", Rule::MinItems),
    ("max_items", r#"["a","b"]"#, "", Rule::MaxItems),
    ("unique", "[1,1.0]", "", Rule::UniqueItems),
    ("min_members", "{}", "", Rule::MinProperties),
    (
        "max_members",
        r#"{"a":"1","b":"2"}"#,
        "",
        Rule::MaxProperties,
    ),
    ("names", r#"{"abc":"1"}"#, "/abc", Rule::PropertyNames),
    ("depends", r#"{"a":"1"}"#, "", Rule::DependentRequired),
];

/// A body that holds a value in a place, and the value's pointer.
type Place = fn(&str, &str) -> (String, String);

const PLACES: &[Place] = &[
    |name, value| {
        (
            format!(r#"{{"direct":{{"{name}":{value}}}}}"#),
            format!("/direct/{name}"),
        )
    },
    |name, value| {
        (
            format!(r#"{{"items":{{"{name}":[{value}]}}}}"#),
            format!("/items/{name}/0"),
        )
    },
    |name, value| {
        (
            format!(r#"{{"values":{{"{name}":{{"k":{value}}}}}}}"#),
            format!("/values/{name}/k"),
        )
    },
    |name, value| {
        (
            format!(r#"{{"nullable":{{"{name}":{value}}}}}"#),
            format!("/nullable/{name}"),
        )
    },
    |name, value| {
        (
            format!(r#"{{"nested":[{{}},{{"k":{{"{name}":{value}}}}}]}}"#),
            format!("/nested/1/k/{name}"),
        )
    },
    |name, value| {
        (
            format!(r#"{{"either":{{"{name}":{value}}}}}"#),
            format!("/either/{name}"),
        )
    },
];

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[track_caller]
fn told<T, E: std::fmt::Debug>(outcome: Result<T, Error<E>>) -> Vec<Violation> {
    match outcome {
        Err(Error::InvalidRequest(invalid)) => invalid.violations,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was sent"),
    }
}

#[tokio::test]
async fn in_bodies() {
    let server = Loopback::start([]);
    let client = client(&server);
    for (name, value, inside, rule) in ROWS {
        for place in PLACES {
            let (text, pointer) = place(name, value);
            let body: Places = json::from_str(&text).unwrap();
            let found = told(client.things().send(&body).await);
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.pointer.clone(), it.rule))
                .collect();
            // A union's variant is chosen by values that are listed, too.
            let expected = match rule {
                Rule::Enum if pointer.starts_with("/either") => ("/either".to_owned(), Rule::OneOf),
                _ => (format!("{pointer}{inside}"), *rule),
            };
            assert_eq!(found, [expected], "{text}");
        }
        let form: Direct = json::from_str(&format!(r#"{{"{name}":{value}}}"#)).unwrap();
        for found in [
            told(client.things().send_form(&form).await),
            told(client.things().send_parts(&form).await),
        ] {
            let found = found.iter().find(|it| it.rule == *rule);
            let found = found.unwrap_or_else(|| panic!("{name}"));
            assert_eq!(found.pointer, format!("/{name}{inside}"));
        }
    }
    assert_eq!(server.connections(), 0);
}

/// The value of a row, as the type of its parameter.
macro_rules! spoiled {
    ($name:ident $type:ident) => {{
        let (_, value, ..) = ROWS
            .iter()
            .find(|(name, ..)| *name == stringify!($name))
            .unwrap();
        json::from_str::<models::$type>(value).unwrap()
    }};
}

macro_rules! in_parameters {
    ($($name:ident $type:ident),* $(,)?) => {
        #[tokio::test]
        async fn in_parameters() {
            let server = Loopback::start([]);
            let client = client(&server);
            let things = client.things();
            let (mut query, mut header, mut cookie) = (InQueryParams::new(), InHeaderParams::new(), InCookieParams::new());
            $(
                query.$name = Some(spoiled!($name $type));
                header.$name = Some(spoiled!($name $type));
                cookie.$name = Some(spoiled!($name $type));
            )*
            all_told("query", told(things.in_query(&query).await));
            all_told("header", told(things.in_header(&header).await));
            all_told("cookie", told(things.in_cookie(&cookie).await));
            for (alone, place) in [(query.validate(), "query"), (header.validate(), "header"), (cookie.validate(), "cookie")] {
                all_told(place, alone.unwrap_err().into_vec());
            }
            assert!(!query.is_valid() && InQueryParams::new().is_valid());
            all_told("path", told(things.in_path($(&spoiled!($name $type)),*).await));
            assert_eq!(server.connections(), 0);
        }
    };
}

in_parameters! {
    min_length MinLength, max_length MaxLength, pattern Pattern, format Format, listed Listed, fixed Fixed, minimum Minimum,
    maximum Maximum, more More, less Less, multiple Multiple, cents Cents, min_items MinItems, max_items MaxItems,
    unique Unique, min_members MinMembers, max_members MaxMembers, names Names, depends Depends,
}

fn all_told(place: &str, found: Vec<Violation>) {
    for (name, _, inside, rule) in ROWS {
        let name = if place == "header" {
            name.replace('_', "-")
        } else {
            (*name).to_owned()
        };
        let pointer = format!("/{name}{inside}");
        let is_it = |it: &&Violation| it.pointer == pointer && it.rule == *rule;
        assert!(
            found.iter().any(|it| is_it(&it)),
            "{place} {name}: {found:?}"
        );
    }
    assert!(
        found.iter().all(|it| it.at.to_string() == place),
        "{found:?}"
    );
}
