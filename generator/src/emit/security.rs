//! Servers and security schemes of a client: their tables, and the builder's methods for them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::bodies::server_value;
use super::docs::{DocLines, address, code};
use super::tys::ident;
use crate::ir::{Docs, ParamLocation, SchemeKind, SecurityScheme};

impl Emitter<'_> {
    /// Is there a scheme that a bearer token meets?
    pub(super) fn takes_bearer(&self) -> bool {
        self.schemes().any(|(scheme, _)| scheme.kind.is_bearer())
    }

    fn takes_basic(&self) -> bool {
        self.schemes()
            .any(|(scheme, _)| scheme.kind == SchemeKind::Basic)
    }

    /// Are there several, each with a token of its own?
    pub(super) fn has_own_tokens(&self) -> bool {
        let api = &self.named.api;
        let own = api.own_credentials();
        let mut bearers = api.schemes.iter().filter(|it| it.kind.is_bearer());
        bearers.any(|scheme| own.contains(scheme.wire.as_str()))
    }

    /// The schemes, and the setter of each that has a credential of its own.
    fn schemes(&self) -> impl Iterator<Item = (&SecurityScheme, &str)> {
        let setters = self.named.names.schemes.iter().map(String::as_str);
        self.named.api.schemes.iter().zip(setters)
    }

    /// The table of schemes, where there is one that a bearer token does not meet, or several tokens.
    pub(super) fn scheme_table(&self) -> Option<TokenStream> {
        let one_token = !self.has_own_tokens();
        if one_token && self.schemes().all(|(scheme, _)| scheme.kind.is_bearer()) {
            return None;
        }
        let schemes = self.schemes().map(|(scheme, setter)| {
            let name = &scheme.wire;
            let (kind, setting) = scheme_value(&scheme.kind, setter);
            quote!(rt::Scheme { name: #name, kind: rt::SchemeKind::#kind, setting: #setting })
        });
        Some(quote! {
            /// What operations ask for, and the setting that gives it.
            const SCHEMES: &[rt::Scheme] = &[#(#schemes),*];
        })
    }

    /// A method for each kind of credentials that the schemes ask for.
    pub(super) fn credential_setters(&self) -> TokenStream {
        let bearer = self.takes_bearer().then(|| {
            let all = self.has_own_tokens().then(|| {
                quote! {
                    ///
                    /// It is that of all schemes that are given none of their own.
                }
            });
            quote! {
                /// The bearer token that operations which need one are sent with, without the word `Bearer`.
                #all
                ///
                /// It is in no `Debug` output and in no error.
                pub fn bearer_token(self, token: impl Into<rt::SecretString>) -> Self {
                    Self { core: self.core.bearer_token(token) }
                }
            }
        });
        let basic = self.takes_basic().then(|| {
            quote! {
                /// User and password of operations that ask for HTTP's Basic scheme.
                ///
                /// The password is in no `Debug` output and in no error.
                pub fn basic_auth(self, user: impl Into<String>, password: impl Into<rt::SecretString>) -> Self {
                    Self { core: self.core.basic_auth(user, password) }
                }
            }
        });
        let keys = self
            .schemes()
            .filter(|(_, setter)| !setter.is_empty())
            .map(|(scheme, setter)| key_setter(scheme, setter));
        quote!(#bearer #basic #(#keys)*)
    }

    /// The table of servers, where there are several.
    pub(super) fn server_table(&self) -> Option<TokenStream> {
        let servers = &self.named.api.servers;
        if servers.len() < 2 {
            return None;
        }
        let servers = servers.iter().map(server_value);
        Some(quote! {
            /// The servers of the description.
            static SERVERS: &[rt::ServerTemplate] = &[#(#servers),*];
        })
    }

    /// The choice of a server, where there are several.
    pub(super) fn server_setter(&self) -> Option<TokenStream> {
        let servers = &self.named.api.servers;
        if servers.len() < 2 {
            return None;
        }
        let mut docs = DocLines::new(
            &Docs::default(),
            "Which of the description's servers requests go to; the first unless set.",
        );
        for (index, server) in servers.iter().enumerate() {
            docs.paragraph(&format!("{index}: {}", address(&server.url)));
        }
        let docs = docs.outer();
        Some(quote! {
            #docs
            pub fn server(self, index: usize) -> Self {
                Self { core: self.core.server(SERVERS, index) }
            }
        })
    }
}

fn scheme_value(kind: &SchemeKind, setter: &str) -> (TokenStream, String) {
    match kind {
        kind if kind.is_bearer() && setter.is_empty() => {
            (quote!(Bearer), "bearer_token".to_owned())
        }
        kind if kind.is_bearer() => (quote!(Bearer), setter.to_owned()),
        SchemeKind::Basic => (quote!(Basic), "basic_auth".to_owned()),
        SchemeKind::ApiKey { location, name } => {
            let kind = match location {
                ParamLocation::Query | ParamLocation::QueryString => quote!(Query(#name)),
                ParamLocation::Cookie => quote!(Cookie(#name)),
                ParamLocation::Header | ParamLocation::Path => quote!(Header(#name)),
            };
            (kind, setter.to_owned())
        }
        SchemeKind::Other(kind) if kind == SchemeKind::MUTUAL_TLS => {
            (quote!(Connection), "build_with".to_owned())
        }
        _ => (quote!(Other), "auth_by_transport".to_owned()),
    }
}

fn key_setter(scheme: &SecurityScheme, setter: &str) -> TokenStream {
    let is_token = scheme.kind.is_bearer();
    let what = if is_token { "bearer token" } else { "key" };
    let title = format!("The {what} of the scheme {}.", code(&scheme.wire));
    let mut docs = DocLines::new(&scheme.docs, &title);
    if is_token {
        docs.paragraph("Operations of this scheme are sent with it, in place of what [`bearer_token`](Self::bearer_token) was given.");
    }
    docs.paragraph("It is in no `Debug` output and in no error.");
    docs.paragraph(&code(&scheme.origin.to_string()));
    let docs = docs.outer();
    let (name, setter) = (&scheme.wire, ident(setter));
    let key = ident(if is_token { "token" } else { "key" });
    quote! {
        #docs
        pub fn #setter(self, #key: impl Into<rt::SecretString>) -> Self {
            Self { core: self.core.api_key(#name, #key) }
        }
    }
}
