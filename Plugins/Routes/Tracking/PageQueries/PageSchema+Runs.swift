// Assay: the part of the page's GraphQL schema that is about experiments and runs.
// SPDX-License-Identifier: Apache-2.0

extension PageSchema {
    /// The roots of queries, experiments, metrics and runs.
    static let runs = """
        type Query {
          mlflowGetExperiment(input: MlflowGetExperimentInput): MlflowGetExperimentResponse
          mlflowGetMetricHistoryBulkInterval(
            input: MlflowGetMetricHistoryBulkIntervalInput
          ): MlflowGetMetricHistoryBulkIntervalResponse
          mlflowGetRun(input: MlflowGetRunInput): MlflowGetRunResponse
          mlflowListArtifacts(input: MlflowListArtifactsInput): MlflowListArtifactsResponse
          mlflowSearchModelVersions(input: MlflowSearchModelVersionsInput): MlflowSearchModelVersionsResponse
          "Simple echoing field"
          test(inputString: String): Test
          mlflowSearchRuns(input: MlflowSearchRunsInput): MlflowSearchRunsResponse
        }

        type MlflowGetExperimentResponse {
          experiment: MlflowExperiment
          apiError: ApiError
        }

        type MlflowExperiment {
          experimentId: String
          name: String
          artifactLocation: String
          lifecycleStage: String
          lastUpdateTime: LongString
          creationTime: LongString
          tags: [MlflowExperimentTag!]
          effectiveTraceArchivalRetention: String
          workspace: String
        }

        \"""
        The `String` scalar type represents textual data, represented as UTF-8 character sequences. The \
        String type is most often used by GraphQL to represent free-form human-readable text.
        \"""
        scalar String

        "LongString Scalar type to prevent truncation to max integer in JavaScript."
        scalar LongString

        type MlflowExperimentTag {
          key: String
          value: String
        }

        type ApiError {
          code: String
          message: String
          helpUrl: String
          traceId: String
          errorDetails: [ErrorDetail]
        }

        type ErrorDetail {
          field: String
          message: String
        }

        input MlflowGetExperimentInput {
          experimentId: String
        }

        type MlflowGetMetricHistoryBulkIntervalResponse {
          metrics: [MlflowMetricWithRunId!]
          apiError: ApiError
        }

        type MlflowMetricWithRunId {
          key: String
          value: Float
          timestamp: LongString
          step: LongString
          runId: String
        }

        \"""
        The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE \
        754](https://en.wikipedia.org/wiki/IEEE_floating_point).
        \"""
        scalar Float

        input MlflowGetMetricHistoryBulkIntervalInput {
          runIds: [String]
          metricKey: String
          startStep: Int
          endStep: Int
          maxResults: Int
        }

        \"""
        The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent \
        values between -(2^31) and 2^31 - 1.
        \"""
        scalar Int

        type MlflowGetRunResponse {
          run: MlflowRunExtension
          apiError: ApiError
        }

        type MlflowRunExtension {
          info: MlflowRunInfo
          data: MlflowRunData
          inputs: MlflowRunInputs
          outputs: MlflowRunOutputs
          experiment: MlflowExperiment
          modelVersions: [MlflowModelVersion!]
        }

        type MlflowRunInfo {
          runId: String
          runUuid: String
          runName: String
          experimentId: String
          userId: String
          status: MlflowRunStatus
          startTime: LongString
          endTime: LongString
          artifactUri: String
          lifecycleStage: String
        }

        enum MlflowRunStatus {
          RUNNING
          SCHEDULED
          FINISHED
          FAILED
          KILLED
        }

        type MlflowRunData {
          metrics: [MlflowMetricExtension!]
          params: [MlflowParam!]
          tags: [MlflowRunTag!]
        }

        type MlflowMetricExtension {
          key: String
          value: Float
          timestamp: LongString
          step: LongString
          datasetName: String
          datasetDigest: String
          modelId: String
          runId: String
        }

        type MlflowParam {
          key: String
          value: String
        }

        type MlflowRunTag {
          key: String
          value: String
        }

        type MlflowRunInputs {
          datasetInputs: [MlflowDatasetInput!]
          modelInputs: [MlflowModelInput!]
        }

        type MlflowDatasetInput {
          tags: [MlflowInputTag!]
          dataset: MlflowDataset
        }

        type MlflowInputTag {
          key: String
          value: String
        }

        type MlflowDataset {
          name: String
          digest: String
          sourceType: String
          source: String
          schema: String
          profile: String
        }

        type MlflowModelInput {
          modelId: String
        }

        type MlflowRunOutputs {
          modelOutputs: [MlflowModelOutput!]
        }

        type MlflowModelOutput {
          modelId: String
          step: LongString
        }

        """
}
