//! Where requests go: the description's server template, the values of its variables, the base URL that comes out.

mod base_url;
mod own;

use std::fmt;

pub(crate) use self::base_url::is_dot_segment;
pub use self::base_url::{BaseUrl, UrlProblem};
use self::base_url::{check_authority, check_path, check_scheme, refuse_parts};
pub(crate) use self::own::OwnServers;

/// A `servers` entry of a description (OpenAPI 3.1 section 4.8.5): a URL with `{variables}` in it.
///
/// ```
/// use oas_runtime::{ServerTemplate, ServerVariable};
///
/// const REGION: ServerVariable = ServerVariable { name: "region", default: Some("eu"), values: &["eu", "us"] };
/// let server = ServerTemplate { url: "https://{region}.example.com/v1", variables: &[REGION] };
/// assert_eq!(server.resolve(&[], false)?.as_str(), "https://eu.example.com/v1");
/// assert_eq!(server.resolve(&[("region", "us")], false)?.as_str(), "https://us.example.com/v1");
/// assert!(server.resolve(&[("region", "mars")], false).is_err());
/// # Ok::<(), oas_runtime::ServerError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerTemplate {
    /// The URL. One without scheme and host is relative to wherever the description was published, so that a base URL has to be given.
    pub url: &'static str,
    /// The names in braces.
    pub variables: &'static [ServerVariable],
}

/// A variable of a [`ServerTemplate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub name: &'static str,
    /// What holds unless a value is set.
    pub default: Option<&'static str>,
    /// The values that it may have beside its default; none is any.
    pub values: &'static [&'static str],
}

impl ServerTemplate {
    /// Puts `values` into the template; a variable without a value takes its default.
    ///
    /// A variable that stands for the whole host takes `acme.example.com`, `https://acme.example.com/` and
    /// `acme.example.com:8443` alike.
    ///
    /// # Errors
    /// [`ServerError`] names the variable that is missing, unknown or refused, and the values that it may have; with `allow_http`
    /// off, `http` is refused.
    pub fn resolve(
        &self,
        values: &[(&str, &str)],
        allow_http: bool,
    ) -> Result<BaseUrl, ServerError> {
        if !self.url.contains("://") && !self.url.starts_with('{') {
            return Err(ServerError::BaseUrlRequired);
        }
        self.resolve_at("", values, allow_http)
    }

    /// The same; a URL without scheme and host is taken for one on `origin`.
    pub(crate) fn resolve_at(
        &self,
        origin: &str,
        values: &[(&str, &str)],
        allow_http: bool,
    ) -> Result<BaseUrl, ServerError> {
        let is_whole = self.url.contains("://") || self.url.starts_with('{');
        if let Some((name, _)) = values
            .iter()
            .find(|(name, _)| self.variable(name).is_none())
        {
            return Err(ServerError::UnknownVariable {
                name: (*name).to_owned(),
            });
        }
        let mut url = Assembly {
            text: if is_whole {
                String::new()
            } else {
                let slash = if self.url.starts_with('/') { "" } else { "/" };
                format!("{origin}{slash}")
            },
            allow_http,
        };
        let mut rest = self.url;
        while let Some((literal, name, after)) = next_variable(rest) {
            url.text.push_str(literal);
            let value = self.value(name, values)?;
            rest = url
                .push(value, after)
                .map_err(|problem| ServerError::InvalidVariable {
                    name: name.to_owned(),
                    problem,
                })?;
        }
        url.text.push_str(rest);
        url.finish()
            .map_err(|problem| ServerError::InvalidTemplate { problem })
    }

    fn variable(&self, name: &str) -> Option<&'static ServerVariable> {
        self.variables.iter().find(|known| known.name == name)
    }

    fn value<'v>(&self, name: &str, values: &[(&str, &'v str)]) -> Result<&'v str, ServerError> {
        let given = values
            .iter()
            .rev()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value);
        let variable = self.variable(name);
        let default = variable.and_then(|variable| variable.default);
        let values = variable.map_or(&[][..], |variable| variable.values);
        let Some(value) = given.or(default) else {
            return Err(ServerError::MissingVariable {
                name: name.to_owned(),
            });
        };
        if values.is_empty() || values.contains(&value) || default == Some(value) {
            return Ok(value);
        }
        Err(ServerError::UnlistedValue {
            name: name.to_owned(),
            values,
            default,
        })
    }
}

/// Why a server template gave no base URL. Names the variable, never its value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerError {
    /// The template has a variable without default, and no value was set.
    MissingVariable {
        /// The variable.
        name: String,
    },
    /// A value was set for a variable that the template does not have.
    UnknownVariable {
        /// The variable.
        name: String,
    },
    /// A value can't stand where its variable stands.
    InvalidVariable {
        /// The variable.
        name: String,
        /// What stands in the way.
        problem: UrlProblem,
    },
    /// A value is none of those that its variable may have.
    UnlistedValue {
        /// The variable.
        name: String,
        /// Those that are listed.
        values: &'static [&'static str],
        /// What it is by default, which it may be as well.
        default: Option<&'static str>,
    },
    /// The URL with its variables put in is no base URL.
    InvalidTemplate {
        /// What stands in the way.
        problem: UrlProblem,
    },
    /// The description gives no server, or a relative one.
    BaseUrlRequired,
    /// The description has no server of that number.
    UnknownServer,
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingVariable { name } => write!(
                f,
                "the server variable `{name}` has no value and no default: set it, or set `base_url`"
            ),
            Self::UnknownVariable { name } => {
                write!(f, "the server has no variable `{name}`: leave it out")
            }
            Self::InvalidVariable { name, problem } => write!(
                f,
                "the value of the server variable `{name}` can't be used: {problem}"
            ),
            Self::UnlistedValue {
                name,
                values,
                default,
            } => write!(
                f,
                "the server variable `{name}` may be {} only; for another server set `base_url`",
                default
                    .iter()
                    .filter(|default| !values.contains(default))
                    .chain(*values)
                    .map(|value| format!("`{value}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            Self::InvalidTemplate { problem } => {
                write!(f, "the server's URL can't be used: {problem}")
            }
            Self::UnknownServer => {
                f.write_str("the description has no server of that number: count from 0")
            }
            Self::BaseUrlRequired => {
                f.write_str("the description names no server by its full address: set `base_url`")
            }
        }
    }
}

impl std::error::Error for ServerError {}

/// Splits at the first `{name}`: what stands before, the name, what follows.
fn next_variable(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, from_name) = template.split_once('{')?;
    let (name, after) = from_name.split_once('}')?;
    Some((literal, name, after))
}

/// The URL as far as it has been put together.
struct Assembly {
    text: String,
    allow_http: bool,
}

impl Assembly {
    /// Appends a variable's value by the rules of the place where it stands; returns what is left of the template.
    fn push<'t>(&mut self, value: &str, after: &'t str) -> Result<&'t str, UrlProblem> {
        match self.text.split_once("://") {
            // A scheme, or a whole URL: what it holds is judged when the URL is complete.
            None => self.text.push_str(value.trim_end_matches('/')),
            Some((_, host)) if !host.contains('/') => self.push_host(value, after)?,
            Some(_) => return self.push_path(value, after),
        }
        Ok(after)
    }

    fn push_host(&mut self, value: &str, after: &str) -> Result<(), UrlProblem> {
        if value.contains('@') {
            return Err(UrlProblem::UserInfo);
        }
        refuse_parts(value)?;
        let whole = self.text.ends_with("://") && (after.is_empty() || after.starts_with('/'));
        let host = match value.split_once("://") {
            Some((scheme, host)) if whole => {
                self.text = format!("{}://", check_scheme(scheme, self.allow_http)?);
                host
            }
            Some(_) => return Err(UrlProblem::Host),
            None => value,
        };
        let host = if whole {
            host.trim_end_matches('/')
        } else {
            host
        };
        if host.is_empty() {
            return Err(UrlProblem::Empty);
        }
        if host.contains('/') {
            return Err(UrlProblem::PathInHost);
        }
        if whole {
            check_authority(host)?;
        } else if !host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        {
            return Err(UrlProblem::Host);
        }
        self.text.push_str(host);
        Ok(())
    }

    fn push_path<'t>(&mut self, value: &str, after: &'t str) -> Result<&'t str, UrlProblem> {
        refuse_parts(value)?;
        let path = value.trim_matches('/');
        check_path(path)?;
        self.text.push_str(path);
        let alone = path.is_empty() && self.text.ends_with('/');
        Ok(if alone {
            after.strip_prefix('/').unwrap_or(after)
        } else {
            after
        })
    }

    fn finish(self) -> Result<BaseUrl, UrlProblem> {
        if self.allow_http {
            BaseUrl::parse_allowing_http(&self.text)
        } else {
            BaseUrl::parse(&self.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn any(name: &'static str, default: Option<&'static str>) -> ServerVariable {
        ServerVariable {
            name,
            default,
            values: &[],
        }
    }

    const TENANT: ServerTemplate = ServerTemplate {
        url: "https://{tenant}/api/v2",
        variables: &[any("tenant", None)],
    };

    fn resolve(server: ServerTemplate, values: &[(&str, &str)]) -> Result<String, ServerError> {
        server.resolve(values, false).map(|url| url.to_string())
    }

    fn tenant(value: &str) -> Result<String, UrlProblem> {
        match resolve(TENANT, &[("tenant", value)]) {
            Ok(url) => Ok(url),
            Err(ServerError::InvalidVariable { name, problem }) if name == "tenant" => Err(problem),
            Err(other) => panic!("{value}: {other}"),
        }
    }

    #[test]
    fn a_host_variable_in_every_spelling_that_means_one_thing() {
        for (value, url) in [
            ("acme.example", "https://acme.example/api/v2"),
            ("https://acme.example", "https://acme.example/api/v2"),
            ("HTTPS://Acme.example/", "https://acme.example/api/v2"),
            ("acme.example/", "https://acme.example/api/v2"),
            ("acme.example:8443", "https://acme.example:8443/api/v2"),
            (
                "https://acme.example:8443//",
                "https://acme.example:8443/api/v2",
            ),
            ("[::1]:9", "https://[::1]:9/api/v2"),
        ] {
            assert_eq!(tenant(value), Ok(url.to_owned()), "{value}");
        }
    }

    #[test]
    fn a_host_variable_refused() {
        use UrlProblem as P;
        for (value, problem) in [
            ("", P::Empty),
            ("/", P::Empty),
            ("https://", P::Empty),
            ("acme.example/x", P::PathInHost),
            ("https://acme.example/api/v2", P::PathInHost),
            ("//acme.example", P::PathInHost),
            ("acme.example?x", P::Query),
            ("acme.example#x", P::Fragment),
            ("user:secret@acme.example", P::UserInfo),
            ("acme example", P::Whitespace),
            ("acme.example\n", P::Whitespace),
            ("acme.example\\x", P::Backslash),
            ("http://acme.example", P::Http),
            ("ftp://acme.example", P::Scheme),
            ("acme.example:x", P::Port),
            ("acme..example", P::Host),
            ("{tenant}", P::Host),
        ] {
            assert_eq!(tenant(value), Err(problem), "{value}");
        }
    }

    #[test]
    fn http_needs_its_name_said() {
        let resolved = TENANT
            .resolve(&[("tenant", "http://127.0.0.1:8080/")], true)
            .map(|url| url.to_string());
        assert_eq!(resolved, Ok("http://127.0.0.1:8080/api/v2".to_owned()));
        let local = ServerTemplate {
            url: "http://localhost:3000",
            variables: &[],
        };
        assert_eq!(
            resolve(local, &[]),
            Err(ServerError::InvalidTemplate {
                problem: UrlProblem::Http
            })
        );
    }

    #[test]
    fn variables_in_other_places() {
        let part = ServerTemplate {
            url: "https://{region}.example.com:{port}/{base}/x",
            variables: const {
                &[
                    any("region", Some("eu")),
                    any("port", Some("443")),
                    any("base", Some("")),
                ]
            },
        };
        assert_eq!(
            resolve(part, &[]),
            Ok("https://eu.example.com:443/x".to_owned())
        );
        assert_eq!(
            resolve(part, &[("base", "/v1/y/"), ("region", "us")]),
            Ok("https://us.example.com:443/v1/y/x".to_owned())
        );
        for value in ["https://us", "us/x", "us:1", ""] {
            let refused = resolve(part, &[("region", value)]);
            assert!(
                matches!(refused, Err(ServerError::InvalidVariable { ref name, .. }) if name == "region"),
                "{value}: {refused:?}"
            );
        }
        assert_eq!(
            resolve(part, &[("base", "a//b")]),
            Err(ServerError::InvalidVariable {
                name: "base".to_owned(),
                problem: UrlProblem::EmptySegment
            })
        );
        let whole = ServerTemplate {
            url: "{base}/v1",
            variables: const { &[any("base", None)] },
        };
        assert_eq!(
            resolve(whole, &[("base", "https://a.example/")]),
            Ok("https://a.example/v1".to_owned())
        );
        assert_eq!(
            resolve(whole, &[("base", "a.example")]),
            Err(ServerError::InvalidTemplate {
                problem: UrlProblem::Relative
            })
        );
    }

    #[test]
    fn values_of_a_list() {
        let server = ServerTemplate {
            url: "https://{region}.example.com",
            variables: &[ServerVariable {
                name: "region",
                default: Some("eu"),
                values: &["us", "ap"],
            }],
        };
        for region in ["us", "eu"] {
            let url = format!("https://{region}.example.com");
            assert_eq!(resolve(server, &[("region", region)]), Ok(url));
        }
        let refused = resolve(server, &[("region", "US")]).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the server variable `region` may be `eu`, `us`, `ap` only; for another server set `base_url`"
        );
    }

    #[test]
    fn missing_unknown_and_relative() {
        assert_eq!(
            resolve(TENANT, &[]),
            Err(ServerError::MissingVariable {
                name: "tenant".to_owned()
            })
        );
        assert_eq!(
            resolve(TENANT, &[("region", "eu")]),
            Err(ServerError::UnknownVariable {
                name: "region".to_owned()
            })
        );
        for url in ["", "/", "/api/v2"] {
            assert_eq!(
                resolve(
                    ServerTemplate {
                        url,
                        variables: &[]
                    },
                    &[]
                ),
                Err(ServerError::BaseUrlRequired)
            );
        }
    }
}
