//! Resources: a handle with a method an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::DocLines;
use super::operations::{Call, Way, docs_or};
use super::records::deprecated;
use super::tys::ident;
use super::{Emitter, Unit};
use crate::ir::{Codec, Docs, ResourceId};

impl Emitter<'_> {
    /// The module of a resource: its handle, then its operations.
    pub(super) fn resource(&self, id: ResourceId) -> Unit {
        let resource = &self.named.api.resources[id];
        let names = self.named.names.of_resource(id);
        let handle = ident(&names.handle);
        let docs = docs_or(
            &resource.docs,
            &format!("Operations of `{}`.", names.module),
        );
        let methods = resource.operations.iter().flat_map(|&operation| {
            let call = self.call(operation);
            call.ways()
                .into_iter()
                .flat_map(|way| self.methods(&call, &way))
                .collect::<Vec<_>>()
        });
        let title = format!(" The operations of `{}`, by a client.", names.module);
        let uses_models = self.uses_models(id).then(|| {
            quote!(
                use crate::models;
            )
        });
        let mut items: Vec<TokenStream> = vec![quote!(
            use oas_runtime as rt;
        )];
        items.extend(uses_models);
        items.push(quote! {
            #[doc = #title]
            #[derive(Debug)]
            pub struct #handle<'a, S = rt::DefaultTransport> {
                pub(crate) client: &'a rt::Client<S>,
            }
        });
        items.push(quote!(impl<'a, S: rt::Transport> #handle<'a, S> { #(#methods)* }));
        items.extend(self.header_types(id));
        for &operation in &resource.operations {
            items.extend(self.operation_items(operation));
        }
        let path = format!("src/{}.rs", names.file);
        Unit {
            path,
            pointer: None,
            inner: vec![docs.inner()],
            items,
        }
    }

    /// The methods of one way of sending: the plain one, and one that gives a stream where the operation can do both.
    fn methods(&self, call: &Call<'_>, way: &Way<'_>) -> Vec<TokenStream> {
        let mut docs = self.method_docs(call, way);
        if let Some(headers) = self.success_headers(call) {
            docs.paragraph(&headers);
        }
        if let Some(download) = Self::download(call, way) {
            docs.paragraph(&download);
        }
        if call.operation.is_streamed() {
            return vec![self.method(call, way, way.method, &docs, true)];
        }
        let mut methods = vec![self.method(call, way, way.method, &docs, false)];
        let name = &call.names.stream;
        if way.method == call.names.method && !name.is_empty() {
            let title = format!("As [`{0}`](Self::{0}), an item at a time.", way.method);
            let docs = DocLines::new(&Docs::default(), &title);
            methods.push(self.method(call, way, name, &docs, true));
        }
        methods
    }

    /// How bytes are had that are too many to be held at once.
    fn download(call: &Call<'_>, way: &Way<'_>) -> Option<String> {
        let mut contents = call.operation.successes().flat_map(|one| &one.contents);
        let gives_bytes = contents.any(|content| content.codec == Codec::Bytes);
        let value = way.value;
        gives_bytes.then(|| {
            format!("Its bytes as they come, however many: [`rt::Client::download`] of a [`{value}`], by [`Client::core`](crate::Client::core).")
        })
    }

    /// Where the headers of a success are.
    fn success_headers(&self, call: &Call<'_>) -> Option<String> {
        let successes: Vec<_> = call.operation.successes().map(|one| one.status).collect();
        let named = call.operation.responses.iter().zip(&call.names.headers);
        let mut headers = named
            .filter(|(response, headers)| {
                successes.contains(&response.status) && !headers.is_empty()
            })
            .map(|(_, headers)| format!("[`{headers}`]"));
        let first = headers.next()?;
        let place = if call.operation.is_streamed() {
            "rt::EventStream::headers"
        } else {
            "rt::Client::send_full"
        };
        Some(format!("Headers of its answer: {first}, by [`{place}`]."))
    }

    fn method(
        &self,
        call: &Call<'_>,
        way: &Way<'_>,
        name: &str,
        docs: &DocLines,
        streamed: bool,
    ) -> TokenStream {
        let docs = docs.outer();
        let deprecated = deprecated(call.operation.deprecated);
        let names = call.names;
        let (method, value, error) = (ident(name), ident(way.value), ident(&names.error));
        let item = self.stream_item(call).filter(|_| streamed);
        let output = match &item {
            Some(item) => quote!(rt::EventStream<#item, S::Body>),
            None => self.output(call),
        };
        let mut arguments = Vec::new();
        let mut fields = Vec::new();
        for (param, field) in call.in_path() {
            let ty = self.borrowed(&param.ty, None);
            arguments.push(quote!(#field: #ty));
            fields.push(quote!(#field));
        }
        if call.has_params() {
            let (field, ty) = (ident(&names.params_field), ident(&names.params));
            arguments.push(quote!(#field: &#ty));
            fields.push(quote!(#field));
        }
        if let Some((body, content)) = way.content {
            let field = ident(&names.body_field);
            let ty = self.body_ty(body, content, None);
            arguments.push(quote!(#field: #ty));
            fields.push(quote!(#field));
        }
        let mut operation = if fields.is_empty() {
            quote!(&#value)
        } else {
            quote!(&#value { #(#fields),* })
        };
        if let Some(index) = way.alternative {
            let index = Literal::usize_unsuffixed(index);
            operation = quote!(&rt::Alternative(#operation, #index));
        }
        let send = match item {
            Some(_) => quote!(opening(#operation).open()),
            None => quote!(call(#operation).send()),
        };
        // A future of its own for each method would take longer to compile than all the rest of the operation. It has all that it
        // sends, so neither the handle nor the arguments have to live as long.
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #(#arguments),*) -> impl rt::Reply<#output, #error> + use<'a, S> {
                self.client.#send
            }
        }
    }
}
