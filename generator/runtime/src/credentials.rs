//! Credentials: which of the description's security schemes a client can meet, and how each is put on a request.

#[cfg(test)]
mod tests;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue, Uri};
use secrecy::{ExposeSecret, SecretString};

use crate::auth::{AuthError, BearerLayer, InvalidToken};
use crate::error::BuildError;
use crate::operation::Meta;
use crate::request::percent;

/// A security scheme of the description, and the setting of the client that meets it.
///
/// ```
/// use oas_runtime::{Scheme, SchemeKind};
/// static KEY: Scheme = Scheme { name: "ApiKeyAuth", kind: SchemeKind::Header("x-api-key"), setting: "api_key_auth" };
/// assert_eq!(KEY.setting, "api_key_auth");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    /// The name that an operation's [`Security`](crate::Security) uses.
    pub name: &'static str,
    /// What is sent.
    pub kind: SchemeKind,
    /// The builder's method, for errors.
    pub setting: &'static str,
}

impl Scheme {
    /// Whether it is met by a key, or a token, of its own.
    pub(crate) fn takes_key(&self) -> bool {
        match self.kind {
            SchemeKind::Bearer
            | SchemeKind::Header(_)
            | SchemeKind::Query(_)
            | SchemeKind::Cookie(_) => true,
            SchemeKind::Basic | SchemeKind::Connection | SchemeKind::Other => false,
        }
    }
}

/// What a [`Scheme`] asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `authorization: Bearer …` (RFC 6750): the scheme's own token, else the one that all share.
    Bearer,
    /// `authorization: Basic …` (RFC 7617)
    Basic,
    /// A key in the header of that name.
    Header(&'static str),
    /// A key in the query, under that name.
    Query(&'static str),
    /// A key in the cookie of that name.
    Cookie(&'static str),
    /// Something of the connection, such as a certificate, which no request shows.
    Connection,
    /// Something that only a transport can put on.
    Other,
}

/// What a client was given. `SecretString` keeps it out of `{:?}`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Credentials {
    /// The schemes of the description; a name that is none of them asks for the bearer token.
    pub(crate) schemes: &'static [Scheme],
    pub(crate) bearer: Option<SecretString>,
    /// User and password.
    pub(crate) basic: Option<(String, SecretString)>,
    /// Keys and tokens, by their schemes.
    pub(crate) keys: Vec<(&'static str, SecretString)>,
    /// Are they left to the transport?
    pub(crate) by_transport: bool,
}

impl Credentials {
    /// Refuses what could not be sent.
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        if let Some(token) = &self.bearer {
            BearerLayer::new(token)?;
        }
        if let Some((user, password)) = &self.basic {
            let has_control = |text: &str| text.chars().any(char::is_control);
            if user.contains(':') || has_control(user) || has_control(password.expose_secret()) {
                return Err(BuildError::Credential("basic_auth"));
            }
        }
        for (name, key) in &self.keys {
            self.check_key(name, key)?;
        }
        Ok(())
    }

    /// Refuses a key, or a token of one scheme, that could not be sent or would be of no use.
    pub(crate) fn check_key(
        &self,
        name: &'static str,
        key: &SecretString,
    ) -> Result<(), BuildError> {
        let scheme = self.scheme(name);
        let is_known = self.schemes.iter().any(|known| known.name == name);
        // Where no schemes are given, any name may be one.
        if !(is_known || self.schemes.is_empty()) || !scheme.takes_key() {
            return Err(BuildError::Scheme {
                name,
                known: self.schemes,
            });
        }
        let text = key.expose_secret();
        let is_bad = match scheme.kind {
            SchemeKind::Bearer => BearerLayer::new(key).is_err(),
            _ => text.is_empty() || HeaderValue::from_str(text).is_err() || text.trim() != text,
        };
        if is_bad {
            return Err(BuildError::Credential(scheme.setting));
        }
        Ok(())
    }

    /// Puts on the first alternative that can be met whole. Where none needs to be, nothing is put on.
    pub(crate) fn put_on(
        &self,
        request: &mut http::Request<bytes::Bytes>,
        meta: &Meta,
    ) -> Result<(), AuthError> {
        if self.by_transport || meta.security.is_empty() {
            return Ok(());
        }
        let mut needed = meta.security.iter().filter(|together| !together.is_empty());
        let met = needed.find(|together| {
            together.iter().all(|(name, _)| self.meets(name)) && self.has_room(together)
        });
        let Some(met) = met else {
            return if meta.needs_credentials() {
                Err(AuthError::MissingToken {
                    operation: meta.id,
                    scopes: meta.scopes(),
                    settings: self.settings(meta),
                })
            } else {
                Ok(())
            };
        };
        met.iter()
            .try_for_each(|(name, _)| self.put_scheme(request, name))
            .map_err(AuthError::InvalidToken)
    }

    /// Everything that must show nowhere.
    pub(crate) fn secrets(&self) -> Vec<SecretString> {
        let mut secrets: Vec<_> = self.bearer.iter().cloned().collect();
        if let Some((user, password)) = &self.basic {
            secrets.push(basic(user, password).into());
            secrets.push(password.clone());
        }
        secrets.extend(self.keys.iter().map(|(_, key)| key.clone()));
        secrets
    }

    fn scheme(&self, name: &'static str) -> Scheme {
        let known = self.schemes.iter().find(|scheme| scheme.name == name);
        known.copied().unwrap_or(Scheme {
            name,
            kind: SchemeKind::Bearer,
            setting: "bearer_token",
        })
    }

    fn key(&self, name: &str) -> Option<&SecretString> {
        let mut keys = self.keys.iter().rev();
        let (_, key) = keys.find(|(known, _)| *known == name)?;
        Some(key)
    }

    /// The token of a scheme: its own, else the one of all.
    fn token(&self, name: &str) -> Option<&SecretString> {
        self.key(name).or(self.bearer.as_ref())
    }

    /// Can all schemes be put on together? There is one `authorization`: what differs does not fit in twice.
    fn has_room(&self, together: &[(&'static str, &[&str])]) -> bool {
        if together.len() < 2 {
            return true;
        }
        let mut values = together
            .iter()
            .filter_map(|(name, _)| self.authorization(name));
        let first = values.next();
        values.all(|value| {
            first
                .as_ref()
                .is_none_or(|first| first.expose_secret() == value.expose_secret())
        })
    }

    /// What a scheme makes the `authorization` of a request, if it is that which it writes.
    fn authorization(&self, name: &'static str) -> Option<SecretString> {
        match self.scheme(name).kind {
            SchemeKind::Bearer => {
                let token = self.token(name)?.expose_secret();
                Some(format!("Bearer {token}").into())
            }
            SchemeKind::Basic => {
                let (user, password) = self.basic.as_ref()?;
                Some(format!("Basic {}", basic(user, password)).into())
            }
            SchemeKind::Header(header) if header.eq_ignore_ascii_case(AUTHORIZATION.as_str()) => {
                self.key(name).cloned()
            }
            _ => None,
        }
    }

    fn meets(&self, name: &'static str) -> bool {
        match self.scheme(name).kind {
            SchemeKind::Bearer => self.token(name).is_some(),
            SchemeKind::Basic => self.basic.is_some(),
            SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => {
                self.key(name).is_some()
            }
            SchemeKind::Connection => true,
            SchemeKind::Other => false,
        }
    }

    fn put_scheme(
        &self,
        request: &mut http::Request<bytes::Bytes>,
        name: &'static str,
    ) -> Result<(), InvalidToken> {
        let key = || {
            self.key(name)
                .map(ExposeSecret::expose_secret)
                .unwrap_or_default()
        };
        match self.scheme(name).kind {
            SchemeKind::Bearer => {
                if let Some(token) = self.token(name) {
                    BearerLayer::new(token)?.put_on(request);
                }
            }
            SchemeKind::Basic => {
                if let Some(text) = self.authorization(name) {
                    put_header(request, AUTHORIZATION, text.expose_secret())?;
                }
            }
            SchemeKind::Header(header) => {
                let header = HeaderName::from_bytes(header.as_bytes())
                    .map_err(|_| InvalidToken::Character)?;
                put_header(request, header, key())?;
            }
            SchemeKind::Query(parameter) => put_query(request, parameter, key())?,
            SchemeKind::Cookie(cookie) => {
                let before = request.headers().get(COOKIE);
                let before = before.and_then(|value| value.to_str().ok());
                let before = before.map_or_else(String::new, |text| format!("{text}; "));
                let (cookie, key) = (percent::encoded(cookie), percent::cookie(key()));
                put_header(request, COOKIE, &format!("{before}{cookie}={key}"))?;
            }
            SchemeKind::Connection | SchemeKind::Other => {}
        }
        Ok(())
    }

    /// The settings that would do, in words.
    fn settings(&self, meta: &Meta) -> String {
        let mut alternatives: Vec<String> = Vec::new();
        for together in meta.security {
            let schemes: Vec<_> = together.iter().map(|(name, _)| self.scheme(name)).collect();
            let has = |kind| schemes.iter().any(|scheme| scheme.kind == kind);
            let mut settings: Vec<_> = schemes
                .iter()
                .filter(|scheme| scheme.kind != SchemeKind::Connection)
                .map(|scheme| format!("`{}`", scheme.setting))
                .collect();
            settings.dedup();
            let mut settings = settings.join(" with ");
            if has(SchemeKind::Basic) && has(SchemeKind::Bearer) {
                settings = format!(
                    "`auth_by_transport` ({settings} is more than one `authorization` holds)"
                );
            }
            if !alternatives.contains(&settings) {
                alternatives.push(settings);
            }
        }
        alternatives.join(" or ")
    }
}

fn basic(user: &str, password: &SecretString) -> String {
    STANDARD.encode(format!("{user}:{}", password.expose_secret()))
}

fn put_header(
    request: &mut http::Request<bytes::Bytes>,
    name: HeaderName,
    text: &str,
) -> Result<(), InvalidToken> {
    let mut value = HeaderValue::from_str(text).map_err(|_| InvalidToken::Character)?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

fn put_query(
    request: &mut http::Request<bytes::Bytes>,
    name: &str,
    key: &str,
) -> Result<(), InvalidToken> {
    let (name, key) = (percent::encoded(name), percent::encoded(key));
    let uri = request.uri();
    let mark = if uri.query().is_some() { "&" } else { "?" };
    *request.uri_mut() =
        Uri::try_from(format!("{uri}{mark}{name}={key}")).map_err(|_| InvalidToken::Character)?;
    Ok(())
}

impl fmt::Display for SchemeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bearer => f.write_str("bearer token"),
            Self::Basic => f.write_str("user and password"),
            Self::Header(name) => write!(f, "key in the header `{name}`"),
            Self::Query(name) => write!(f, "key in the query, as `{name}`"),
            Self::Cookie(name) => write!(f, "key in the cookie `{name}`"),
            Self::Connection => f.write_str("certificate of the connection"),
            Self::Other => f.write_str("what the transport puts on"),
        }
    }
}
