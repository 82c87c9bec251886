// Assay: the config of load in stages.
// SPDX-License-Identifier: Apache-2.0

extension StagesShape {
    /// The JSON Schema of the config.
    static let schema = """
        {
          "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
          "properties": {
            "stages": {"type": "array", "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["duration", "users", "spawn_rate"],
              "properties": {
                "duration": {"type": "number", "exclusiveMinimum": 0,
                  "description": "seconds from the start of the test to the end of the stage"},
                "users": {"type": "integer", "minimum": 0},
                "spawn_rate": {"type": "number", "exclusiveMinimum": 0},
                "user_classes": {"type": "array", "items": {"type": "string"}}}}},
            "step": {
              "type": "object", "additionalProperties": false, "required": ["users", "every", "run_time"],
              "properties": {
                "users": {"type": "integer", "minimum": 1, "description": "users that each step adds"},
                "every": {"type": "number", "exclusiveMinimum": 0, "description": "seconds of a step"},
                "spawn_rate": {"type": "number", "exclusiveMinimum": 0, "description": "as many as users, if absent"},
                "run_time": {"type": "number", "exclusiveMinimum": 0}}},
            "spike": {
              "type": "object", "additionalProperties": false,
              "required": ["users", "peak_users", "start", "length", "run_time"],
              "properties": {
                "users": {"type": "integer", "minimum": 0, "description": "before and after the spike"},
                "peak_users": {"type": "integer", "minimum": 1},
                "spawn_rate": {"type": "number", "exclusiveMinimum": 0, "description": "as many as peak_users, if absent"},
                "start": {"type": "number", "exclusiveMinimum": 0, "description": "seconds from the start of the test"},
                "length": {"type": "number", "exclusiveMinimum": 0, "description": "seconds"},
                "run_time": {"type": "number", "exclusiveMinimum": 0}}}
          }
        }
        """
}
