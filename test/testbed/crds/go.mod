// Where the testbed's CustomResourceDefinitions come from: versions pinned here, hashes in go.sum. There is no Go code, so
// never run `go mod tidy` here: it would drop every line. To move a version, change it and run
// `go mod download -json <module>@<version>` in this folder, which adds its hashes to go.sum; delete the old ones.
// A module of its own, so that these and the control plane's dependencies do not move each other's versions.
module roster.dev/testbed/crds

// The highest that one of these modules asks for; an older Go gives their archives but does not unpack them.
go 1.26.3

require (
	github.com/argoproj/argo-cd/v3 v3.5.7
	github.com/fluxcd/kustomize-controller v1.9.6
	github.com/fluxcd/source-controller v1.9.6
	github.com/kedacore/keda/v2 v2.21.0
	github.com/prometheus-operator/prometheus-operator v0.85.0
)
