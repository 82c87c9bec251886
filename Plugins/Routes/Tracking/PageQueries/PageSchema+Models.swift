// Assay: the part of the page's GraphQL schema that is about models and artifacts.
// SPDX-License-Identifier: Apache-2.0

extension PageSchema {
    /// Model versions, artifacts, searches, and the roots of mutations.
    static let models = """
        type MlflowModelVersion {
          name: String
          version: String
          creationTimestamp: LongString
          lastUpdatedTimestamp: LongString
          userId: String
          currentStage: String
          description: String
          source: String
          runId: String
          status: MlflowModelVersionStatus
          statusMessage: String
          tags: [MlflowModelVersionTag!]
          runLink: String
          aliases: [String]
          modelId: String
          modelParams: [MlflowModelParam!]
          modelMetrics: [MlflowModelMetric!]
          deploymentJobState: MlflowModelVersionDeploymentJobState
        }

        enum MlflowModelVersionStatus {
          PENDING_REGISTRATION
          FAILED_REGISTRATION
          READY
        }

        type MlflowModelVersionTag {
          key: String
          value: String
        }

        type MlflowModelParam {
          name: String
          value: String
        }

        type MlflowModelMetric {
          key: String
          value: Float
          timestamp: LongString
          step: LongString
          datasetName: String
          datasetDigest: String
          modelId: String
          runId: String
        }

        type MlflowModelVersionDeploymentJobState {
          jobId: String
          runId: String
          jobState: MlflowDeploymentJobConnectionState
          runState: MlflowModelVersionDeploymentJobStateDeploymentJobRunState
          currentTaskName: String
        }

        enum MlflowDeploymentJobConnectionState {
          DEPLOYMENT_JOB_CONNECTION_STATE_UNSPECIFIED
          NOT_SET_UP
          CONNECTED
          NOT_FOUND
          REQUIRED_PARAMETERS_CHANGED
        }

        enum MlflowModelVersionDeploymentJobStateDeploymentJobRunState {
          DEPLOYMENT_JOB_RUN_STATE_UNSPECIFIED
          NO_VALID_DEPLOYMENT_JOB_FOUND
          RUNNING
          SUCCEEDED
          FAILED
          PENDING
          APPROVAL
        }

        input MlflowGetRunInput {
          runId: String
          runUuid: String
        }

        type MlflowListArtifactsResponse {
          rootUri: String
          files: [MlflowFileInfo!]
          nextPageToken: String
          apiError: ApiError
        }

        type MlflowFileInfo {
          path: String
          isDir: Boolean
          fileSize: LongString
        }

        "The `Boolean` scalar type represents `true` or `false`."
        scalar Boolean

        input MlflowListArtifactsInput {
          runId: String
          runUuid: String
          path: String
          pageToken: String
        }

        type MlflowSearchModelVersionsResponse {
          modelVersions: [MlflowModelVersion!]
          nextPageToken: String
          apiError: ApiError
        }

        input MlflowSearchModelVersionsInput {
          filter: String
          maxResults: LongString
          orderBy: [String]
          pageToken: String
        }

        type Test {
          "Echoes the input string"
          output: String
        }

        type MlflowSearchRunsResponse {
          runs: [MlflowRunExtension!]
          nextPageToken: String
          apiError: ApiError
        }

        input MlflowSearchRunsInput {
          experimentIds: [String]
          filter: String
          runViewType: MlflowViewType = null
          maxResults: Int
          orderBy: [String]
          pageToken: String
        }

        enum MlflowViewType {
          ACTIVE_ONLY
          DELETED_ONLY
          ALL
        }

        type Mutation {
          mlflowSearchDatasets(input: MlflowSearchDatasetsInput): MlflowSearchDatasetsResponse
          mlflowSearchRuns(input: MlflowSearchRunsInput): MlflowSearchRunsResponse
          "Simple echoing field"
          testMutation(inputString: String): TestMutation
        }

        type MlflowSearchDatasetsResponse {
          datasetSummaries: [MlflowDatasetSummary!]
          apiError: ApiError
        }

        type MlflowDatasetSummary {
          experimentId: String
          name: String
          digest: String
          context: String
        }

        input MlflowSearchDatasetsInput {
          experimentIds: [String]
        }

        type TestMutation {
          "Echoes the input string"
          output: String
        }

        directive @component(name: String!) on QUERY | MUTATION
        """
}
