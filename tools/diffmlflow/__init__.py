# Assay: the differential test: the same calls to a real MLflow server and to another one, and what they answer.
# SPDX-License-Identifier: Apache-2.0
