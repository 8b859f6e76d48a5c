//! Reads a schema as conditions: its text, as it was normalised, be it in the spelling of 3.0 or in that of 3.1.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::keywords::{HOPS, Schema, implied, json, names, one_way, types};
use super::resolve::component_name;
use crate::ir::{AS_A_TYPE, Condition, Conditions, Limit, TextFormat};
use crate::load::{Node, Object, Value};
use crate::normalise::{NAMES, TUPLE, TUPLE_REST};
use crate::pattern::PatternError;

/// How many conditions a type may have: with more of them nobody could read what is generated.
const MOST: usize = 500;

/// How many conditions all types may have together: each has those of the components that it refers to.
const MOST_OF_ALL: usize = 20_000;

/// How many values a list may have.
const MOST_VALUES: usize = 1_000;

/// How many schemas may stand inside one another.
const DEEPEST: usize = 24;

/// The keyword, or what else it is, for which a schema is not read.
pub(super) type Unread = String;

/// One reading of schemas, with the components that they refer to.
pub(super) struct Reading<'l, 'a> {
    lowering: &'l mut Lowering<'a>,
    pub(super) schemas: BTreeMap<String, Vec<Condition>>,
    left: usize,
    depth: usize,
    /// Are the schemas types besides, which are taken as descriptions mean types?
    typed: bool,
}

/// What is said of a keyword that no condition stands for.
pub(super) fn depends(keyword: &str) -> String {
    format!("`{keyword}` in it depends on more than the value")
}

fn nowhere(reference: &str) -> String {
    format!("its reference `{reference}` leads to no component")
}

/// Keywords that say something of values which depends on what others have said.
const UNREAD: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

impl<'l, 'a> Reading<'l, 'a> {
    pub(super) fn new(lowering: &'l mut Lowering<'a>) -> Self {
        Self {
            lowering,
            schemas: BTreeMap::new(),
            left: MOST,
            depth: 0,
            typed: false,
        }
    }

    /// The same of schemas that are types besides: keywords imply a type, and a value of one of several may be of another.
    pub(super) fn typed(mut self) -> Self {
        self.typed = true;
        self
    }

    /// What is asked of all values, with what has been read of components.
    pub(super) fn conditions(self, all: Vec<Condition>) -> Conditions {
        let mut conditions = Conditions {
            all,
            schemas: self.schemas,
        };
        conditions.prune();
        conditions
    }

    /// What a schema asks.
    pub(super) fn schema(&mut self, node: &Node) -> Result<Vec<Condition>, Unread> {
        match &node.value {
            Value::Bool(true) => Ok(Vec::new()),
            Value::Bool(false) => Ok(vec![Condition::Not(Vec::new())]),
            Value::Object(schema) => self.object(schema),
            _ => Err("there is no schema in a place for one".to_owned()),
        }
    }

    fn object(&mut self, schema: &Object) -> Result<Vec<Condition>, Unread> {
        let long = || format!("it is made of more than {MOST} schemas");
        self.left = self.left.checked_sub(1).ok_or_else(long)?;
        self.lowering.conditions += 1;
        if self.lowering.conditions > MOST_OF_ALL {
            return Err(format!(
                "all that is asked is made of more than {MOST_OF_ALL} schemas"
            ));
        }
        if self.depth > DEEPEST {
            return Err(format!(
                "it has more than {DEEPEST} schemas inside one another"
            ));
        }
        self.depth += 1;
        let all = Schema(schema);
        if let Some(keyword) = UNREAD.iter().find(|it| all.get(it).is_some()) {
            return Err(depends(keyword));
        }
        let mut asked = Vec::new();
        if let Some(reference) = all.get("$ref").and_then(Node::as_str) {
            asked.push(self.reference(reference)?);
        }
        let stated = types(&all).or_else(|| implied(&all).filter(|_| self.typed));
        asked.extend(stated);
        let constant = all.get("const").map(std::slice::from_ref);
        let values = all.get("enum").and_then(Node::as_array);
        for listed in [constant, values].into_iter().flatten() {
            if listed.len() > MOST_VALUES {
                return Err(format!("it lists more than {MOST_VALUES} values"));
            }
            asked.push(Condition::Listed(listed.iter().map(json).collect()));
        }
        self.text(&all, &mut asked)?;
        number(&all, &mut asked);
        self.array(&all, &mut asked)?;
        self.members(&all, &mut asked)?;
        self.composed(&all, &mut asked)?;
        self.depth -= 1;
        Ok(or_null(&all, asked))
    }

    fn reference(&mut self, reference: &str) -> Result<Condition, Unread> {
        let name = component_name(reference, "schemas");
        let component = name.ok_or_else(|| nowhere(reference))?;
        // Read in another way, it is another.
        let name = match self.typed {
            true => format!("{component}{AS_A_TYPE}"),
            false => component.clone(),
        };
        if !self.schemas.contains_key(&name) {
            let at = super::conjunction::component_pointer(&component);
            let document = self.lowering.document;
            let node = document.node(&at);
            let node = node.ok_or_else(|| nowhere(reference))?;
            self.schemas.insert(name.clone(), Vec::new());
            let outer = std::mem::take(&mut self.depth);
            let implied = node.as_object().and_then(|it| implied(&Schema(it)));
            let mut asked: Vec<_> = implied.filter(|_| !self.typed).into_iter().collect();
            asked.extend(self.schema(node)?);
            self.depth = outer;
            self.schemas.insert(name.clone(), asked);
        }
        Ok(Condition::Schema(name))
    }

    pub(super) fn each(&mut self, schemas: &Node) -> Result<Vec<Vec<Condition>>, Unread> {
        let schemas = schemas.as_array().unwrap_or_default();
        schemas.iter().map(|schema| self.schema(schema)).collect()
    }

    pub(super) fn by_name(
        &mut self,
        schemas: &Node,
    ) -> Result<Vec<(String, Vec<Condition>)>, Unread> {
        let members = schemas.as_object().into_iter().flatten();
        members
            .map(|it| Ok((it.key.to_string(), self.schema(&it.node)?)))
            .collect()
    }

    fn text(&mut self, all: &Schema<'_>, asked: &mut Vec<Condition>) -> Result<(), Unread> {
        let least = all.count("minLength").filter(|&least| least > 0);
        asked.extend(least.map(Condition::MinLength));
        asked.extend(all.count("maxLength").map(Condition::MaxLength));
        if let Some(pattern) = all.get("pattern").and_then(Node::as_str) {
            asked.push(Condition::Pattern(self.pattern(pattern)?));
        }
        let format = all.get("format").and_then(Node::as_str);
        asked.extend(format.and_then(|it| self.format(it)).map(Condition::Format));
        Ok(())
    }

    fn format(&self, name: &str) -> Option<TextFormat> {
        self.lowering.config.formats.text(name)
    }

    /// Is a pattern found in a text? One that no automaton decides may be.
    pub(super) fn fits(&mut self, pattern: &str, text: &str) -> bool {
        let compiled = self.lowering.compiled.get(pattern);
        compiled
            .as_ref()
            .as_ref()
            .map_or(true, |it| it.is_match(text))
    }

    pub(super) fn pattern(&mut self, source: &str) -> Result<String, Unread> {
        match &*self.lowering.compiled.get(source) {
            Err(PatternError::Syntax { .. }) => Err(format!("`{source}` is no pattern")),
            _ => Ok(source.to_owned()),
        }
    }

    fn array(&mut self, all: &Schema<'_>, asked: &mut Vec<Condition>) -> Result<(), Unread> {
        let least = all.count("minItems").filter(|&least| least > 0);
        asked.extend(least.map(Condition::MinItems));
        asked.extend(all.count("maxItems").map(Condition::MaxItems));
        if all.is_true("uniqueItems") {
            asked.push(Condition::UniqueItems);
        }
        if all.restricts("unevaluatedItems") {
            return Err(depends("unevaluatedItems"));
        }
        asked.extend(self.items(all)?);
        asked.extend(self.contains(all)?);
        Ok(())
    }

    /// `prefixItems` and `items`.
    pub(super) fn items(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let tuple = all.object().get(TUPLE);
        let prefix = tuple.or(all.get("prefixItems"));
        let listed = prefix.map_or(Ok(Vec::new()), |prefix| self.each(prefix))?;
        let items = match tuple {
            Some(_) => all.object().get(TUPLE_REST),
            None => all.get("items"),
        };
        let others = items.map_or(Ok(Vec::new()), |items| self.schema(items))?;
        let is_idle = others.is_empty() && listed.iter().all(Vec::is_empty);
        Ok((!is_idle).then_some(Condition::Items { listed, others }))
    }

    /// `contains` with what goes with it.
    pub(super) fn contains(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let Some(contains) = all.get("contains") else {
            return Ok(None);
        };
        let (least, most) = (all.count("minContains"), all.count("maxContains"));
        let least = least.unwrap_or(1);
        if least == 0 && most.is_none() {
            return Ok(None);
        }
        let item = self.schema(contains)?;
        Ok(Some(Condition::Contains { item, least, most }))
    }

    fn members(&mut self, all: &Schema<'_>, asked: &mut Vec<Condition>) -> Result<(), Unread> {
        let least = all.count("minProperties").filter(|&least| least > 0);
        asked.extend(least.map(Condition::MinProperties));
        asked.extend(all.count("maxProperties").map(Condition::MaxProperties));
        let required = all.get("required").map(names).unwrap_or_default();
        if !required.is_empty() {
            asked.push(Condition::Required(required));
        }
        asked.extend(self.properties(all)?);
        if let Some(names) = all.get("propertyNames") {
            let names = self.schema(names)?;
            asked.extend((!names.is_empty()).then_some(Condition::Names(names)));
        }
        let needs = all.get("dependentRequired").and_then(Node::as_object);
        let needs = needs.into_iter().flatten();
        let needs = needs
            .map(|it| (it.key.to_string(), names(&it.node)))
            .filter(|(_, names)| !names.is_empty());
        let mut dependent: Vec<_> = needs
            .map(|(member, names)| (member, vec![Condition::Required(names)]))
            .collect();
        if let Some(schemas) = all.get("dependentSchemas") {
            dependent.extend(self.by_name(schemas)?);
        }
        asked.extend((!dependent.is_empty()).then_some(Condition::Dependent(dependent)));
        Ok(())
    }

    /// `properties`, `patternProperties` and `additionalProperties`.
    pub(super) fn properties(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        if all.object().contains_key(NAMES) {
            return Err(depends("patternProperties"));
        }
        if all.restricts("unevaluatedProperties") {
            return Err(depends("unevaluatedProperties"));
        }
        let properties = all.get("properties");
        let directed = properties.and_then(Node::as_object).into_iter().flatten();
        for member in directed {
            if let Some(keyword) = one_way(self.lowering.document, &member.node, HOPS) {
                return Err(depends(keyword));
            }
        }
        let mut named = properties.map_or(Ok(Vec::new()), |it| self.by_name(it))?;
        let called = all.get("patternProperties");
        let called = called.map_or(Ok(Vec::new()), |it| self.by_name(it))?;
        for (pattern, _) in &called {
            self.pattern(pattern)?;
        }
        let others = all.get("additionalProperties");
        let others = others.map_or(Ok(Vec::new()), |it| self.schema(it))?;
        let is_closed = others == [Condition::Not(Vec::new())];
        if is_closed && all.get("allOf").is_some() {
            return Err(depends("additionalProperties"));
        }
        // Those of which nothing is asked count where something is asked of the others.
        if others.is_empty() {
            named.retain(|(_, asked)| !asked.is_empty());
        }
        let is_idle = named.is_empty() && others.is_empty() && called.is_empty();
        Ok((!is_idle).then_some(Condition::Members {
            named,
            called,
            others,
        }))
    }

    fn composed(&mut self, all: &Schema<'_>, asked: &mut Vec<Condition>) -> Result<(), Unread> {
        if let Some(schemas) = all.get("allOf") {
            let schemas = self.each(schemas)?;
            // A type is closed with the members of all of them.
            let is_alone = schemas.len() == 1 && asked.is_empty();
            if !is_alone && schemas.iter().any(|schema| self.closes(schema)) {
                return Err(depends("additionalProperties"));
            }
            asked.extend(schemas.into_iter().flatten());
        }
        if let Some(schemas) = all.get("anyOf") {
            asked.push(Condition::AnyOf(self.each(schemas)?));
        }
        if let Some(schemas) = all.get("oneOf") {
            let schemas = self.each(schemas)?;
            asked.push(match self.typed {
                true => Condition::AnyOf(schemas),
                false => Condition::OneOf(schemas),
            });
        }
        if let Some(schema) = all.get("not") {
            asked.push(Condition::Not(self.schema(schema)?));
        }
        asked.extend(self.conditional(all)?);
        Ok(())
    }

    /// Does a schema, or one that it refers to, allow none but its own members?
    fn closes(&self, asked: &[Condition]) -> bool {
        let mut open = vec![asked];
        let mut known = BTreeSet::new();
        while let Some(all) = open.pop() {
            for condition in all {
                match condition {
                    Condition::Members { others, .. }
                        if *others == [Condition::Not(Vec::new())] =>
                    {
                        return true;
                    }
                    Condition::Schema(name) if known.insert(name) => {
                        open.extend(self.schemas.get(name).map(Vec::as_slice));
                    }
                    Condition::AnyOf(_) | Condition::OneOf(_) | Condition::If { .. } => {
                        open.extend(condition.parts());
                    }
                    _ => {}
                }
            }
        }
        false
    }

    /// `if`, `then` and `else`.
    pub(super) fn conditional(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let Some(test) = all.get("if") else {
            return Ok(None);
        };
        let then = all.get("then");
        let then = then.map_or(Ok(Vec::new()), |it| self.schema(it))?;
        let otherwise = all.get("else");
        let otherwise = otherwise.map_or(Ok(Vec::new()), |it| self.schema(it))?;
        if then.is_empty() && otherwise.is_empty() {
            return Ok(None);
        }
        Ok(Some(Condition::If {
            test: self.schema(test)?,
            then,
            otherwise,
        }))
    }
}

fn number(all: &Schema<'_>, asked: &mut Vec<Condition>) {
    let limits = |inclusive: &str, exclusive: &str| {
        let is_flag = all.is_true(exclusive);
        let one = all.digits(inclusive).map(|digits| Limit {
            digits,
            exclusive: is_flag,
        });
        // A number of its own, as 3.1 has it.
        let other = all.get(exclusive).and_then(Node::as_number);
        let other = other.map(|it| Limit {
            digits: it.as_str().to_owned(),
            exclusive: true,
        });
        one.into_iter().chain(other)
    };
    asked.extend(limits("minimum", "exclusiveMinimum").map(Condition::Least));
    asked.extend(limits("maximum", "exclusiveMaximum").map(Condition::Most));
    asked.extend(all.digits("multipleOf").map(Condition::MultipleOf));
}

/// `nullable`: null is allowed beside what the rest asks.
fn or_null(all: &Schema<'_>, asked: Vec<Condition>) -> Vec<Condition> {
    let is_null = || asked == [Condition::Type(vec!["null"])];
    if !all.is_true("nullable") || asked.is_empty() || is_null() {
        return asked;
    }
    if let [Condition::Type(names)] = asked.as_slice() {
        let names = names.iter().copied().chain(["null"]);
        return vec![Condition::Type(names.collect())];
    }
    vec![Condition::AnyOf(vec![
        vec![Condition::Type(vec!["null"])],
        asked,
    ])]
}
