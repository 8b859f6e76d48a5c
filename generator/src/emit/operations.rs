//! Operations as values, their parameters, and their errors: one variant a documented status.

use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::bodies::{encode_body, server_value};
use super::docs::{DocLines, address, code};
use super::params::param_docs;
use super::records::deprecated;
use super::tys::ident;
use crate::ir::{Body, Content, Docs, Operation, OperationId, Param, ParamLocation, Ty};
use crate::name::OperationNames;

/// One way of sending an operation: its method, its value, and the media type of its body.
pub(super) struct Way<'a> {
    pub(super) method: &'a str,
    pub(super) value: &'a str,
    pub(super) content: Option<(&'a Body, &'a Content)>,
    /// Which media type of those of one value it is, where it is not the first.
    pub(super) alternative: Option<usize>,
}

/// An operation with its names, and what its value holds.
pub(super) struct Call<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
}

impl<'a> Call<'a> {
    /// The ways of sending it: one a media type of the body. Those of one type of body share a value.
    pub(super) fn ways(&self) -> Vec<Way<'a>> {
        let Self { operation, names } = *self;
        let mut ways = vec![Way {
            method: &names.method,
            value: &names.value,
            content: None,
            alternative: None,
        }];
        let Some(body) = &operation.body else {
            return ways;
        };
        let mut contents = body.content.iter();
        let first = contents.next();
        if let (Some(way), Some(first)) = (ways.first_mut(), first) {
            way.content = Some((body, first));
        }
        let mut likes = 0;
        for (content, (method, value)) in contents.zip(&names.alternates) {
            let is_like = first.is_some_and(|first| content.goes_with(first));
            likes += usize::from(is_like);
            ways.push(Way {
                method,
                value: if is_like { &names.value } else { value },
                content: Some((body, content)),
                alternative: is_like.then_some(likes),
            });
        }
        ways
    }

    fn params(&self) -> impl Iterator<Item = (&'a Param, Ident, &'a str)> {
        let Self { operation, names } = *self;
        let named = operation
            .params
            .iter()
            .zip(&names.fields)
            .zip(&names.setters);
        named.map(|((param, field), setter)| (param, ident(field), setter.as_str()))
    }

    pub(super) fn in_path(&self) -> impl Iterator<Item = (&'a Param, Ident)> {
        self.params()
            .filter(|(param, ..)| param.location == ParamLocation::Path)
            .map(|(param, field, _)| (param, field))
    }

    pub(super) fn others(&self) -> impl Iterator<Item = (&'a Param, Ident, &'a str)> {
        self.params()
            .filter(|(param, ..)| param.location != ParamLocation::Path)
    }

    pub(super) fn has_params(&self) -> bool {
        !self.names.params.is_empty()
    }
}

impl Emitter<'_> {
    pub(super) fn call(&self, id: OperationId) -> Call<'_> {
        Call {
            operation: &self.named.api.operations[id],
            names: self.named.names.of_operation(id),
        }
    }

    /// The items of an operation: its values, its parameters, its errors.
    pub(super) fn operation_items(&self, id: OperationId) -> Vec<TokenStream> {
        let call = self.call(id);
        let mut items = Vec::new();
        for way in call.ways() {
            if way.alternative.is_some() {
                continue;
            }
            items.extend(self.value(&call, &way));
            items.push(self.implementation(&call, &way));
            let lifetime = self.borrows(&call, &way).then(|| quote!(<'_>));
            let value = ident(way.value);
            items.extend(self.stream(&call, &quote!(#value #lifetime)));
        }
        if call.has_params() {
            items.extend(self.params(&call));
        }
        items.extend(self.output_enum(&call));
        items.push(self.errors(&call));
        items
    }

    /// The texts of an operation: what it does, the request, which says where it comes from, the scopes that it needs.
    pub(super) fn method_docs(&self, call: &Call<'_>, way: &Way<'_>) -> DocLines {
        let Call { operation, names } = call;
        let request = code(&format!("{} {}", operation.method, operation.path));
        let media_type = way
            .content
            .map(|(_, content)| code(&content.media_type))
            .unwrap_or_default();
        if way.method != names.method {
            let first = &names.method;
            return DocLines::new(
                &Docs::default(),
                &format!("As [`{first}`](Self::{first}), with a body of {media_type}."),
            );
        }
        let sent = if names.alternates.is_empty() {
            String::new()
        } else {
            format!(", with a body of {media_type}")
        };
        let request = format!("{request}{sent}");
        let requirements = operation
            .security
            .iter()
            .flat_map(|requirement| &requirement.schemes);
        let mut scopes: Vec<_> = requirements
            .flat_map(|(_, scopes)| scopes)
            .map(|scope| code(scope))
            .collect();
        scopes.dedup();
        let scopes = if scopes.is_empty() {
            String::new()
        } else {
            format!("; scopes: {}", scopes.join(", "))
        };
        let request = format!("{request}{scopes}");
        let mut docs = DocLines::new(&operation.docs, &request);
        if operation.docs != Docs::default() {
            docs.paragraph(&request);
        }
        docs
    }

    /// The texts of an operation's value: which method sends it.
    fn value_docs(&self, call: &Call<'_>, way: &Way<'_>) -> DocLines {
        let handle = &self.named.names.of_resource(call.operation.resource).handle;
        let title = format!("[`{handle}::{}`] as a value.", way.method);
        let mut docs = DocLines::new(&Docs::default(), &title);
        if let [first, others @ ..] = call.operation.servers.as_slice()
            && !others.is_empty()
        {
            let others: Vec<_> = (1..)
                .zip(others)
                .map(|(index, server)| {
                    format!("{} as `OnServer(_, {index})`", address(&server.url))
                })
                .collect();
            let first = address(&first.url);
            docs.paragraph(&format!(
                "Goes to {first}, by [`rt::OnServer`] to {}.",
                others.join(", ")
            ));
        }
        docs
    }

    /// What is the same for every call of an operation, as rows of its table.
    fn meta(call: &Call<'_>) -> TokenStream {
        let accept = call.operation.accept.join(", ");
        let security = call.operation.security.iter().map(|requirement| {
            let schemes = requirement
                .schemes
                .iter()
                .map(|(scheme, scopes)| quote!((#scheme, [#(#scopes),*])));
            quote!([#(#schemes),*])
        });
        quote! {
            accept #accept security [#(#security),*],
        }
    }

    /// Does the value of a way borrow anything?
    pub(super) fn borrows(&self, call: &Call<'_>, way: &Way<'_>) -> bool {
        let is_copied = |ty: &Ty| matches!(ty, Ty::Nullable(inner) if is_plain(inner));
        let mut in_path = call.in_path();
        way.content
            .is_some_and(|(_, content)| !is_copied(&content.ty))
            || call.has_params()
            || in_path.any(|(param, _)| !is_plain(&param.ty) && !is_copied(&param.ty))
    }

    fn value(&self, call: &Call<'_>, way: &Way<'_>) -> Vec<TokenStream> {
        let docs = self.value_docs(call, way).outer();
        let deprecated = deprecated(call.operation.deprecated);
        let name = ident(way.value);
        let fields = self.value_fields(call, way);
        if fields.is_empty() {
            let unit = quote!(#docs #deprecated #[derive(Debug, Clone, Copy)] pub struct #name;);
            return vec![unit];
        }
        let borrows = self.borrows(call, way);
        let lifetime = borrows.then(|| quote!(<'a>));
        let any = borrows.then(|| quote!(<'_>));
        let shown = self.shown_value(&quote!(#name #any), call, way);
        let debug = shown.is_none().then(|| quote!(Debug,));
        let value = quote! {
            #docs
            #deprecated
            #[derive(#debug Clone, Copy)]
            pub struct #name #lifetime {
                #(#fields,)*
            }
        };
        iter::once(value).chain(shown).collect()
    }

    /// The `Debug` of an operation's value, where parameters of its path or its body are secrets though their types are none.
    fn shown_value(&self, of: &TokenStream, call: &Call<'_>, way: &Way<'_>) -> Option<TokenStream> {
        let names = call.names;
        let params = call.has_params().then_some((&names.params_field, false));
        let body = way
            .content
            .map(|(_, content)| (&names.body_field, content.secret));
        let others = params.into_iter().chain(body);
        let others = others.map(|(field, hidden)| (ident(field), hidden));
        self.shown(of, call.in_path(), others)
    }

    fn value_fields(&self, call: &Call<'_>, way: &Way<'_>) -> Vec<TokenStream> {
        let names = call.names;
        let lifetime = quote!('a);
        let mut fields: Vec<_> = call
            .in_path()
            .map(|(param, field)| {
                let docs = param_docs(param).outer();
                let ty = self.borrowed(&param.ty, Some(&lifetime));
                quote!(#docs pub #field: #ty)
            })
            .collect();
        if call.has_params() {
            let (field, ty) = (ident(&names.params_field), ident(&names.params));
            fields.push(
                quote!(#[doc = " The parameters that are not in the path."] pub #field: &'a #ty),
            );
        }
        if let Some((body, content)) = way.content {
            let field = ident(&names.body_field);
            let ty = self.body_ty(body, content, Some(&lifetime));
            let docs = DocLines::new(&body.docs, "The body.").outer();
            fields.push(quote!(#docs pub #field: #ty));
        }
        fields
    }

    /// The type of an argument that is borrowed where it pays.
    pub(super) fn borrowed(&self, ty: &Ty, lifetime: Option<&TokenStream>) -> TokenStream {
        match ty {
            Ty::String => quote!(&#lifetime str),
            Ty::Array(item) => {
                let item = self.ty(item, &quote!(models::));
                quote!(&#lifetime [#item])
            }
            plain if is_plain(plain) => self.ty(plain, &TokenStream::new()),
            Ty::Nullable(inner) => {
                let inner = self.borrowed(inner, lifetime);
                quote!(Option<#inner>)
            }
            other => {
                let ty = self.ty(other, &quote!(models::));
                quote!(&#lifetime #ty)
            }
        }
    }

    fn implementation(&self, call: &Call<'_>, way: &Way<'_>) -> TokenStream {
        let lifetime = self.borrows(call, way).then(|| quote!(<'_>));
        let (name, error) = (ident(way.value), ident(&call.names.error));
        let Operation {
            id, method, path, ..
        } = call.operation;
        let output = self.output(call);
        let meta = Self::meta(call);
        let encode = self.encode(call, way);
        let request = ident(if encode.is_empty() {
            "_request"
        } else {
            "request"
        });
        // The answers are the same whatever the body was sent as.
        let decode = if way.method == call.names.method {
            let arms = self.decode(call);
            quote!(answers(response) { #arms })
        } else {
            let first = ident(&call.names.value);
            quote!(decode(response) { #first::decode(response) })
        };
        quote! {
            rt::operation! {
                #name #lifetime #method #path #id,
                #meta
                result(#output, #error),
                encode(self, #request) { #encode },
                #decode,
            }
        }
    }

    fn encode(&self, call: &Call<'_>, way: &Way<'_>) -> TokenStream {
        let names = call.names;
        let params_field = ident(&names.params_field);
        let in_path = call.in_path().map(|(param, field)| {
            self.encode_param(param, &handed_over(&param.ty, &quote!(self.#field)))
        });
        let others = (call.has_params()).then(|| quote!(request.params(self.#params_field);));
        let body = encode_body(call, way);
        let servers: Vec<_> = call.operation.servers.iter().map(server_value).collect();
        let server = match servers.as_slice() {
            [] => None,
            [server] => Some(quote!(request.server(#server);)),
            several => Some(quote!(request.servers(&[#(#several),*]);)),
        };
        quote!(#server #(#in_path)* #others #body)
    }
}

/// Is a value of this type handed over by value?
pub(super) fn is_plain(ty: &Ty) -> bool {
    matches!(ty, Ty::Bool | Ty::Integer(_) | Ty::Number)
}

/// A value that was taken as borrowed, as a reference to what can be written.
pub(super) fn handed_over(ty: &Ty, value: &TokenStream) -> TokenStream {
    match ty {
        Ty::Nullable(inner) if !is_plain(inner) => quote!(&#value.map(rt::ByRef)),
        ty if is_plain(ty) || matches!(ty, Ty::Nullable(_)) => quote!(&#value),
        _ => value.clone(),
    }
}

/// Docs that a description has, or a fallback.
pub(super) fn docs_or(docs: &Docs, fallback: &str) -> DocLines {
    DocLines::new(docs, fallback)
}
