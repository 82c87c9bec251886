// Assay: the config of load in the open model.
// SPDX-License-Identifier: Apache-2.0

extension ArrivalRateShape {
    /// The JSON Schema of the config.
    static let schema = """
        {
          "type": "object", "additionalProperties": false, "required": ["stages"],
          "properties": {
            "process": {"enum": ["constant", "poisson"], "default": "constant",
              "description": "even gaps, or those of a Poisson process"},
            "max_users": {"type": "integer", "minimum": 1, "default": 1000,
              "description": "iterations at work at the same time; those beyond are dropped"},
            "seed": {"type": "integer", "minimum": 0, "description": "repeats a Poisson process"},
            "stages": {"type": "array", "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["from"],
              "properties": {
                "from": {"type": "number", "minimum": 0, "maximum": 10000000,
                  "description": "iterations per second at its begin"},
                "to": {"type": "number", "minimum": 0, "maximum": 10000000,
                  "description": "and at its end; as from, if absent"},
                "duration": {"type": "number", "exclusiveMinimum": 0,
                  "description": "seconds; the last stage goes on for ever without"}}}}
          }
        }
        """
}
