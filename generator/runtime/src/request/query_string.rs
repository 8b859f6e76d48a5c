//! A parameter that is the whole query string.

use super::{Refused, RequestEncoder, percent, plain};
use crate::check::In;
use crate::codec::ByRef;
use crate::{Peek, Writer};

impl RequestEncoder {
    /// A parameter that is the whole query string, without a name: a text, or [`JsonText`](crate::JsonText), percent-encoded (`in: querystring` of
    /// OpenAPI 3.2). An API key comes behind it.
    pub fn query_string(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        let value: &dyn Peek = &ByRef(value);
        self.check(In::Query, name, value);
        self.secret |= value.is_secret();
        if value.is_absent() {
            return;
        }
        let mut writer = Writer::new();
        value.write(&mut writer);
        let json = writer.into_string();
        match (plain::Raw { at: 0, json: &json }).text() {
            Some(text) => {
                if !self.query.is_empty() {
                    self.query.push('&');
                }
                percent::push(&mut self.query, &text);
            }
            None => self.note(In::Query, name, Err(Refused::null("query string"))),
        }
    }
}
