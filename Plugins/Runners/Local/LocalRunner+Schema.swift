// Assay: the config of the local runner.
// SPDX-License-Identifier: Apache-2.0

extension LocalRunner {
    /// The JSON Schema of the config. The command line makes it from its options.
    static let schema = """
        {
          "type": "object",
          "required": ["scenarios"],
          "additionalProperties": false,
          "definitions": {
            "part": {
              "type": "object", "required": ["id"], "additionalProperties": false,
              "properties": {"id": {"type": "string"}, "config": {"type": "object"}}
            }
          },
          "properties": {
            "scenarios": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/part"}},
            "host": {"type": ["string", "null"]},
            "users": {"type": "integer", "minimum": 0, "default": 1},
            "spawn_rate": {"type": "number", "exclusiveMinimum": 0, "default": 1},
            "run_time": {"type": ["number", "null"], "description": "seconds"},
            "stop_timeout": {"type": "number", "minimum": 0, "default": 0},
            "user_classes": {"type": ["array", "null"], "items": {"type": "string"}},
            "tags": {"type": ["array", "null"], "items": {"type": "string"}},
            "exclude_tags": {"type": ["array", "null"], "items": {"type": "string"}},
            "equal_weights": {"type": "boolean", "default": false},
            "config_users": {"type": ["array", "null"], "items": {"type": "object", "required": ["user_class_name"]}},
            "shape": {"oneOf": [{"type": "null"}, {"$ref": "#/definitions/part"}]},
            "client": {"type": ["string", "null"]},
            "client_config": {"type": ["object", "null"]},
            "collector": {"$ref": "#/definitions/part"},
            "exporters": {"type": ["array", "null"], "items": {"$ref": "#/definitions/part"}},
            "thresholds": {
              "type": ["array", "null"],
              "items": {
                "type": "object", "required": ["expression"], "additionalProperties": false,
                "properties": {
                  "expression": {"type": "string"},
                  "abort": {"type": "boolean", "default": false, "description": "end the run when it does not hold"},
                  "delay": {"type": "number", "minimum": 0, "default": 0, "description": "seconds before it may abort"}
                }
              }
            },
            "exit_code_on_error": {"type": "integer", "minimum": 0, "maximum": 255, "default": 1},
            "reset_stats": {"type": "boolean", "default": false},
            "seed": {"type": ["integer", "null"], "minimum": 0},
            "health": {
              "type": ["object", "null"], "additionalProperties": false,
              "properties": {
                "max_dispatch_delay_ms": {"type": "number", "default": 50},
                "max_loop_lag_ms": {"type": "number", "default": 1000}
              }
            },
            "targets": {"type": "string"},
            "options": {"type": ["object", "null"]}
          }
        }
        """
}
