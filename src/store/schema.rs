//! The published JSON Schemas, generated from the types.

use serde_json::{Map, Value, json};

use super::load::Document;
use crate::model::id::MAX_LENGTH;
use crate::model::shape::{Field, Record, Shape};

/// The dates of [`crate::model::date`], as far as a regular expression can tell.
const DATE_PATTERN: &str = "^-?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/-?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$";

/// The JSON Schema (draft 2020-12) of a kind of document.
pub fn of<T: Document>() -> Value {
    let Shape::Record(record) = T::shape() else { return json!({}) };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(T::FORMAT));
    schema.extend(record_schema(record));
    Value::Object(schema)
}

fn record_schema(record: &Record) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("description".to_owned(), json!(record.doc.trim()));
    schema.insert("type".to_owned(), json!("object"));
    let required: Vec<&str> =
        record.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    if !record.exactly_one_of.is_empty() {
        let each = record.exactly_one_of.iter().map(|key| json!({ "required": [key] }));
        schema.insert("oneOf".to_owned(), each.collect());
    }
    let properties = record.fields.iter().map(|field| (field.key.to_owned(), field_schema(field)));
    schema.insert("properties".to_owned(), Value::Object(properties.collect()));
    schema
}

fn field_schema(field: &Field) -> Value {
    let mut schema = shape_schema((field.shape)());
    schema["description"] = json!(field.doc.trim());
    schema
}

fn shape_schema(shape: Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Format(format) => json!({ "const": format }),
        Shape::Id => json!({ "type": "string", "pattern": format!("^[a-z0-9-]{{1,{MAX_LENGTH}}}$") }),
        Shape::Date => json!({ "type": "string", "pattern": DATE_PATTERN }),
        Shape::Count => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Shape::Number { min, max } => json!({ "type": "number", "minimum": min, "maximum": max }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::List(entry) => json!({ "type": "array", "items": shape_schema(entry()) }),
        Shape::Texts { known } => {
            let mut schema = json!({ "type": "object", "additionalProperties": { "type": "string" } });
            if !known.is_empty() {
                let properties = known.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
                schema["properties"] = Value::Object(properties.collect());
            }
            schema
        }
        Shape::Record(record) => Value::Object(record_schema(record)),
    }
}
