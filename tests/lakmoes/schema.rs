//! As much of a JSON Schema validator as our own schema asks for; a keyword it does not know fails
//! the test. The script of `.ci/run` validates with an independent one too.

use serde_json::Value;

/// Checks `value` against `schema`, which may refer to definitions in `root`.
pub(crate) fn validate(
    root: &Value,
    schema: &Value,
    value: &Value,
    at: &str,
) -> Result<(), String> {
    let Some(keywords) = schema.as_object() else {
        return if schema == &Value::Bool(false) {
            Err(format!("{at}: not allowed"))
        } else {
            Ok(())
        };
    };
    for (keyword, rule) in keywords {
        let fine = match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" | "format" => Ok(()),
            "$ref" => validate(
                root,
                root.pointer(rule.as_str().unwrap().trim_start_matches('#'))
                    .unwrap(),
                value,
                at,
            ),
            "type" => one_of(rule, |t| is_type(t.as_str().unwrap(), value)),
            "const" => test(rule == value),
            "enum" => test(rule.as_array().unwrap().contains(value)),
            "anyOf" | "oneOf" => one_of(rule, |s| validate(root, s, value, at).is_ok()),
            "required" => one_by_one(rule.as_array().unwrap(), |k| {
                test(value.get(k.as_str().unwrap()).is_some())
            }),
            "properties" => rule
                .as_object()
                .unwrap()
                .iter()
                .try_for_each(|(key, schema)| {
                    value.get(key).map_or(Ok(()), |v| {
                        validate(root, schema, v, &format!("{at}.{key}"))
                    })
                }),
            "additionalProperties" => value.as_object().map_or(Ok(()), |object| {
                let listed = keywords.get("properties").and_then(Value::as_object);
                let mut others = object
                    .iter()
                    .filter(|(key, _)| !listed.is_some_and(|l| l.contains_key(*key)));
                others.try_for_each(|(key, v)| validate(root, rule, v, &format!("{at}.{key}")))
            }),
            "items" => value.as_array().map_or(Ok(()), |items| {
                one_by_one(items, |v| validate(root, rule, v, &format!("{at}[]")))
            }),
            "minimum" => test(value.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap())),
            "maximum" => test(value.as_f64().is_none_or(|n| n <= rule.as_f64().unwrap())),
            _ => Err("a keyword that this validator does not know".to_owned()),
        };
        fine.map_err(|e| {
            if e.is_empty() {
                format!("{at}: {keyword} {rule} does not hold for {value}")
            } else {
                e
            }
        })?;
    }
    Ok(())
}

fn test(fine: bool) -> Result<(), String> {
    if fine { Ok(()) } else { Err(String::new()) }
}

fn one_of(rule: &Value, fits: impl Fn(&Value) -> bool) -> Result<(), String> {
    test(
        rule.as_array()
            .map_or_else(|| fits(rule), |rules| rules.iter().any(&fits)),
    )
}

fn one_by_one(items: &[Value], check: impl Fn(&Value) -> Result<(), String>) -> Result<(), String> {
    items.iter().try_for_each(check)
}

fn is_type(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

#[test]
fn the_validator_tells_right_from_wrong() {
    let schema = serde_json::json!({"type": "object", "required": ["a"], "properties": {"a": {"type": ["string", "null"]}}});
    for (value, fits) in [
        ("{\"a\": \"x\"}", true),
        ("{\"a\": 1}", false),
        ("{}", false),
        ("[]", false),
    ] {
        let value = serde_json::from_str(value).unwrap();
        assert_eq!(
            validate(&schema, &schema, &value, "$").is_ok(),
            fits,
            "{value}"
        );
    }
}
