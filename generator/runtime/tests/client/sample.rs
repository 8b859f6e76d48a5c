//! A small operation, written by hand as the generator writes one, and a client for it.

use std::time::Duration;

use oas_runtime::{self as rt, ClientBuilder, ServerTemplate};

/// What no error and no `{:?}` may show.
pub const TOKEN: &str = "tok-5up3r-53cr3t.value_123";

/// `minLength` 1, `maxLength` 5
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Title(rt::Text);

rt::constrained_string! { Title, min_length 1, max_length 5, }

/// `minimum` 1, `maximum` 10
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Take(i64);

rt::constrained_integer! { Take i64, minimum 1, maximum 10, }

/// A closed object, nothing required.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub title: Option<Title>,
    pub tags: Option<Vec<String>>,
    pub remark: rt::Field<String>,
    pub unknown: rt::Members,
}

impl rt::Model for Note {
    type Form = rt::RecordForm;

    const SHAPE: &'static rt::Shape = &rt::Shape::closed(&[
        rt::optional("title"),
        rt::optional("tags"),
        rt::nullable("remark"),
    ]);

    fn slot(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.title,
            1 => &mut self.tags,
            2 => &mut self.remark,
            _ => &mut self.unknown,
        }
    }

    fn peek(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.title,
            1 => &self.tags,
            2 => &self.remark,
            _ => &self.unknown,
        }
    }
    fn blank() -> Self {
        Self {
            title: rt::Value::blank(),
            tags: rt::Value::blank(),
            remark: rt::Value::blank(),
            unknown: rt::Members::new(),
        }
    }
}

rt::record!(Note, default);

impl Note {
    pub fn titled(title: &str) -> Self {
        // Unchecked, as serde reads it, so that a test can send what breaks a rule.
        Self {
            title: Some(rt::json::from_str(&rt::json::to_string(title)).unwrap()),
            ..Self::default()
        }
    }
}

/// `PATCH /notes/{id}`
#[derive(Debug, Clone, Copy)]
pub struct Update<'a> {
    pub id: &'a str,
    pub take: Option<Take>,
    pub body: &'a Note,
    pub form: bool,
}

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum UpdateError {
    BadRequest(Option<Note>),
    NotFound(Option<Note>),
    Undeclared,
}

impl rt::Operation for Update<'_> {
    type Output = Note;
    type Error = UpdateError;

    fn meta(&self) -> &'static rt::Meta {
        static META: rt::Meta = rt::Meta {
            id: "updateNote",
            method: "PATCH",
            path: "/notes/{id}",
            accept: "application/json",
            security: &[&[("bearer", &[])], &[("oauth", &["update:notes"])]],
        };
        &META
    }

    fn encode(&self, request: &mut rt::RequestEncoder) {
        request.path("id", self.id);
        request.query("take", &self.take);
        if self.form {
            request.form(self.body);
        } else {
            request.json(self.body);
        }
    }

    fn decode(response: &rt::Response) -> Result<Note, rt::Failure<UpdateError>> {
        match response.status().as_u16() {
            200 => response.json(),
            400 => response.error(UpdateError::BadRequest(response.parsed())),
            404 => response.error(UpdateError::NotFound(response.parsed())),
            _ => response.error(UpdateError::Undeclared),
        }
    }
}

/// `DELETE /notes`, without a body either way
#[derive(Debug, Clone, Copy)]
pub struct Clear;

impl rt::Operation for Clear {
    type Output = ();
    type Error = UpdateError;

    fn meta(&self) -> &'static rt::Meta {
        static META: rt::Meta = rt::Meta {
            id: "clearNotes",
            method: "DELETE",
            path: "/notes",
            accept: "",
            security: &[],
        };
        &META
    }

    fn encode(&self, _: &mut rt::RequestEncoder) {}

    fn decode(response: &rt::Response) -> Result<(), rt::Failure<UpdateError>> {
        match response.status().as_u16() {
            204 => response.empty(),
            _ => response.error(UpdateError::Undeclared),
        }
    }
}

pub type Outcome = Result<Note, rt::Error<UpdateError>>;

/// An update of nothing.
pub fn update<'a>(id: &'a str, body: &'a Note) -> Update<'a> {
    Update {
        id,
        take: None,
        body,
        form: false,
    }
}

pub const SERVER: ServerTemplate = ServerTemplate {
    url: "https://{tenant}/api/v2",
    variables: &[rt::ServerVariable {
        name: "tenant",
        default: None,
        values: &[],
    }],
};

/// Settings for a server on loopback.
pub fn builder(url: &str) -> ClientBuilder {
    ClientBuilder::new(SERVER, "sample/1.2.3")
        .variable("tenant", url)
        .allow_http()
        .bearer_token(TOKEN)
        .timeout(Duration::from_secs(10))
}

/// Sends an update of nothing.
pub async fn send(url: &str) -> Outcome {
    builder(url)
        .build()
        .unwrap()
        .send(&update("n1", &Note::default()))
        .await
}

/// The error of an outcome that must be one.
pub fn failed(outcome: Outcome) -> rt::Error<UpdateError> {
    outcome.expect_err("no success was scripted")
}
