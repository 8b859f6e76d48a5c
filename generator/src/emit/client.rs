//! The client: a handle a resource, and a builder with a setter a variable of the server.

use proc_macro2::TokenStream;
use quote::quote;

use super::bodies::server_value;
use super::docs::{DocLines, code};
use super::tys::ident;
use super::{Emitter, Unit};
use crate::ir::ServerVariable;

impl Emitter<'_> {
    pub(super) fn client(&self) -> Unit {
        let mut items = vec![
            quote!(
                use std::time::Duration;
            ),
            quote!(
                use oas_runtime as rt;
            ),
        ];
        items.extend(self.resource_imports());
        items.push(self.client_struct());
        items.push(client_start());
        items.push(self.client_methods());
        items.push(Self::send());
        items.extend(
            self.takes_bearer()
                .then(|| another_token(self.has_own_tokens())),
        );
        items.push(self.server());
        items.extend(self.server_table());
        items.extend(self.scheme_table());
        items.push(quote! {
            /// The settings of a [`Client`].
            #[derive(Debug, Clone)]
            #[must_use = "a builder does nothing until `build` is called"]
            pub struct ClientBuilder {
                core: rt::ClientBuilder,
            }
        });
        items.push(self.builder());
        items.push(default_builder());
        let docs = quote!(#![doc = " The client and its settings."]);
        Unit {
            path: "src/client.rs".to_owned(),
            pointer: Some("#/servers".to_owned()),
            inner: vec![docs],
            items,
        }
    }

    fn resource_imports(&self) -> Vec<TokenStream> {
        let names = self
            .named
            .api
            .resources
            .ids()
            .map(|id| self.named.names.of_resource(id));
        let imports = names.map(|names| {
            let (module, handle, feature) =
                (ident(&names.module), ident(&names.handle), names.feature());
            quote!(#[cfg(feature = #feature)] use crate::#module::#handle;)
        });
        imports.collect()
    }

    fn client_struct(&self) -> TokenStream {
        let docs = format!(" A client of {}. Cloning it is cheap.", self.title());
        quote! {
            #[doc = #docs]
            #[derive(Debug, Clone)]
            pub struct Client<S = rt::DefaultTransport> {
                core: rt::Client<S>,
            }
        }
    }

    fn client_methods(&self) -> TokenStream {
        let handles = self.named.api.resources.iter().map(|(id, resource)| {
            let names = self.named.names.of_resource(id);
            let (module, handle, feature) =
                (ident(&names.module), ident(&names.handle), names.feature());
            let docs = DocLines::new(
                &resource.docs,
                &format!("The operations of {}.", code(&resource.wire)),
            )
            .outer();
            quote! {
                #docs
                #[cfg(feature = #feature)]
                #[must_use]
                pub fn #module(&self) -> #handle<'_, S> {
                    #handle { client: &self.core }
                }
            }
        });
        quote! {
            impl<S> Client<S> {
                /// The client without its resources: its base URL, another token.
                #[must_use]
                pub fn core(&self) -> &rt::Client<S> {
                    &self.core
                }

                #(#handles)*
            }
        }
    }

    fn send() -> TokenStream {
        quote! {
            impl<S: rt::Transport> Client<S> {
                /// Sends an operation as a value, as the methods of the resources do.
                ///
                /// # Errors
                /// [`rt::Error`] says what happened.
                pub async fn send<O: rt::Operation>(&self, operation: &O) -> Result<O::Output, rt::Error<O::Error>> {
                    self.core.send(operation).await
                }

                /// Sends an operation as a value, and gives status and headers of its answer, too.
                ///
                /// # Errors
                /// [`rt::Error`] says what happened.
                pub async fn send_full<O: rt::Operation>(&self, operation: &O) -> Result<rt::Answer<O::Output>, rt::Error<O::Error>> {
                    self.core.send_full(operation).await
                }
            }
        }
    }

    fn server(&self) -> TokenStream {
        let server = self.named.api.servers.first();
        let value = server.map_or_else(
            || {
                quote!(rt::ServerTemplate {
                    url: "",
                    variables: &[]
                })
            },
            server_value,
        );
        quote! {
            /// Where requests go unless a base URL is set.
            const SERVER: rt::ServerTemplate = #value;
        }
    }

    fn builder(&self) -> TokenStream {
        let variables = self.named.api.variables();
        let variables = variables
            .into_iter()
            .zip(&self.named.names.variables)
            .map(|(variable, setter)| variable_setter(variable, setter));
        let server = self.server_setter();
        let credentials = self.credential_setters();
        let schemes = self.scheme_table().map(|_| quote!(.schemes(SCHEMES)));
        let common = common_settings();
        quote! {
            impl ClientBuilder {
                /// The defaults: the description's server, 30 seconds a call.
                pub fn new() -> Self {
                    const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                    Self { core: rt::ClientBuilder::new(SERVER, USER_AGENT) #schemes }
                }

                #server
                #(#variables)*
                #credentials
                #common
            }
        }
    }
}

fn another_token(has_own: bool) -> TokenStream {
    let own = has_own.then(|| {
        quote! {
            /// The same client with another token, or key, of the scheme that the description calls so.
            ///
            /// # Errors
            /// [`rt::BuildError`] when it can't be sent.
            pub fn with_token_of(self, scheme: &'static str, token: impl Into<rt::SecretString>) -> Result<Self, rt::BuildError> {
                Ok(Self { core: self.core.with_key(scheme, token)? })
            }
        }
    });
    quote! {
        impl<S> Client<S> {
            /// The same client with another token, for one that has expired.
            ///
            /// # Errors
            /// [`rt::BuildError`] when the token can't be sent.
            pub fn with_bearer_token(self, token: impl Into<rt::SecretString>) -> Result<Self, rt::BuildError> {
                Ok(Self { core: self.core.with_bearer_token(token)? })
            }

            #own
        }
    }
}

fn client_start() -> TokenStream {
    quote! {
        impl Client {
            /// Begins the settings of a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new()
            }
        }
    }
}

fn variable_setter((variable, is_general): (&ServerVariable, bool), setter: &str) -> TokenStream {
    let mut docs = DocLines::new(
        &variable.docs,
        &format!("The variable {} of the server.", code(&variable.wire)),
    );
    if let Some(default) = &variable.default {
        docs.paragraph(&format!("{} unless set.", code(default)));
    }
    if !variable.values.is_empty() {
        let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
        docs.paragraph(&format!("One of {}; no other is taken.", values.join(", ")));
    }
    docs.paragraph(&code(&variable.origin.to_string()));
    let docs = docs.outer();
    let wire = &variable.wire;
    let setter = ident(setter);
    let keep = ident(if is_general {
        "variable"
    } else {
        "own_variable"
    });
    quote! {
        #docs
        pub fn #setter(self, #setter: impl Into<String>) -> Self {
            Self { core: self.core.#keep(#wire, #setter) }
        }
    }
}

/// The settings that do not depend on the description.
fn common_settings() -> TokenStream {
    quote! {
        /// Leaves credentials to the transport given to [`build_with`](Self::build_with), as when a layer renews the token.
        pub fn auth_by_transport(self) -> Self {
            Self { core: self.core.auth_by_transport() }
        }

        /// Replaces the description's server, path included.
        pub fn base_url(self, url: impl Into<String>) -> Self {
            Self { core: self.core.base_url(url) }
        }

        /// Lets the server be `http`, for one on this machine: everyone on the way can read the token.
        pub fn allow_http(self) -> Self {
            Self { core: self.core.allow_http() }
        }

        /// How long a call may take, from the connection to the end of the body; 30 seconds unless set.
        pub fn timeout(self, limit: Duration) -> Self {
            Self { core: self.core.timeout(limit) }
        }

        /// Calls may take forever. Needed where there is no Tokio runtime, whose timer the limit uses.
        pub fn no_timeout(self) -> Self {
            Self { core: self.core.no_timeout() }
        }

        /// The `user-agent` header.
        pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
            Self { core: self.core.user_agent(user_agent) }
        }

        /// The longest body of a success, in bytes; 16 MiB unless set. A longer one is an error.
        pub fn max_body(self, bytes: usize) -> Self {
            Self { core: self.core.max_body(bytes) }
        }

        /// How much is kept of the body of an error, in bytes; 64 KiB unless set.
        pub fn max_error_body(self, bytes: usize) -> Self {
            Self { core: self.core.max_error_body(bytes) }
        }

        /// A client over the default transport.
        ///
        /// # Errors
        /// [`rt::BuildError`] names the setting to mend.
        #[cfg(feature = "reqwest")]
        pub fn build(self) -> Result<Client, rt::BuildError> {
            Ok(Client { core: self.core.build()? })
        }

        /// A client over any transport; [`rt::Transport`] says what fits.
        ///
        /// # Errors
        /// [`rt::BuildError`] names the setting to mend.
        pub fn build_with<S>(self, transport: S) -> Result<Client<S>, rt::BuildError> {
            Ok(Client { core: self.core.build_with(transport)? })
        }
    }
}

fn default_builder() -> TokenStream {
    quote! {
        impl Default for ClientBuilder {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
