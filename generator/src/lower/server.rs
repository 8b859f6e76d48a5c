//! Servers and security schemes.

use openapiv3::{APIKeyLocation, SecurityScheme as Scheme};

use super::Lowering;
use crate::ir::{ParamLocation, SchemeKind, SecurityScheme, Server, ServerVariable};
use crate::pointer::Pointer;

impl Lowering<'_> {
    pub(super) fn servers(&mut self) {
        let base = Pointer::root().key("servers");
        for (index, server) in self.document.openapi.servers.iter().enumerate() {
            let at = base.index(index);
            let variables = server.variables.iter().flatten().map(|(name, variable)| {
                let at = at.key("variables").key(name);
                // A default such as `{TENANT}.example.com` is a hint for people, no value.
                let default = Some(variable.default.clone())
                    .filter(|text| !text.contains(['{', '}', '<', '>']) && !text.is_empty());
                ServerVariable {
                    wire: name.clone(),
                    default,
                    values: variable.enumeration.clone(),
                    docs: self.docs(None, variable.description.as_deref(), &at),
                    origin: self.document.origin(&at),
                }
            });
            let variables = variables.collect();
            self.api.servers.push(Server {
                url: server.url.clone(),
                variables,
                origin: self.document.origin(&at),
            });
        }
    }

    pub(super) fn security_schemes(&mut self) {
        let Some(components) = &self.document.openapi.components else {
            return;
        };
        let base = Pointer::root().key("components").key("securitySchemes");
        for (name, scheme) in &components.security_schemes {
            let at = base.key(name);
            let Some((scheme, at)) =
                self.resolve(scheme, &at, "securitySchemes", |c| &c.security_schemes)
            else {
                continue;
            };
            let (kind, description) = scheme_kind(scheme);
            let docs = self.docs(None, description, &at);
            self.api.schemes.push(SecurityScheme {
                wire: name.clone(),
                kind,
                docs,
                origin: self.document.origin(&at),
            });
        }
    }
}

fn scheme_kind(scheme: &Scheme) -> (SchemeKind, Option<&str>) {
    match scheme {
        Scheme::HTTP {
            scheme,
            description,
            ..
        } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SchemeKind::Bearer,
                "basic" => SchemeKind::Basic,
                other => SchemeKind::Other(format!("http {other}")),
            };
            (kind, description.as_deref())
        }
        Scheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => ParamLocation::Query,
                APIKeyLocation::Header => ParamLocation::Header,
                APIKeyLocation::Cookie => ParamLocation::Cookie,
            };
            (
                SchemeKind::ApiKey {
                    location,
                    name: name.clone(),
                },
                description.as_deref(),
            )
        }
        Scheme::OAuth2 {
            flows, description, ..
        } => {
            let client_credentials = flows
                .client_credentials
                .as_ref()
                .map(|flow| flow.token_url.clone());
            (
                SchemeKind::OAuth2 { client_credentials },
                description.as_deref(),
            )
        }
        Scheme::OpenIDConnect { description, .. } => (
            SchemeKind::Other(SchemeKind::OPEN_ID_CONNECT.to_owned()),
            description.as_deref(),
        ),
    }
}
