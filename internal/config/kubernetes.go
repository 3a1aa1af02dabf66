package config

import (
	"fmt"
	"os"
	"slices"
)

// podLogs is where the kubelet puts the logs of a node's containers.
const podLogs = "/var/log/pods/*/*/*.log"

// places are the labels that the path of a container's log says, in the order in which they are given by default.
var places = [...]string{"namespace", "pod", "container"}

// complete fills in what depends on the type of the source.
func (s *Source) complete() {
	if s.Type != "kubernetes" {
		return
	}
	if len(s.Include) == 0 {
		s.Include = []string{podLogs}
	}
	if k := &s.Kubernetes; len(k.Labels) == 0 {
		k.Labels = slices.Clone(places[:])
	}
	if k := &s.Kubernetes; k.Node == "" && k.API == "on" {
		k.Node = os.Getenv("NODE_NAME")
	}
}

func (k *Kubernetes) validate(ps *Problems, at string) {
	for i, name := range k.Labels {
		if !slices.Contains(places[:], name) {
			ps.add(fmt.Sprintf("%s.labels[%d]", at, i), "unknown word", "use namespace, pod, container")
		}
	}
	for field, tags := range map[string][]PodTag{"pod_labels": k.Pod, "pod_annotations": k.Notes} {
		for i, t := range tags {
			here := fmt.Sprintf("%s.%s[%d]", at, field, i)
			if t.Key == "" {
				ps.add(here+".key", "missing", "name the key of the pod's label or annotation, such as app.kubernetes.io/name")
			}
			validateName(ps, here+".label", t.Label)
		}
	}
	switch asks := k.Mode == "opt-in" || len(k.Pod)+len(k.Notes) > 0; {
	case asks && k.API == "off":
		ps.add(at+".api", "off, but only the API server knows labels, annotations and who opts in", "set api: on, and let the service account get, list and watch pods")
	case k.API == "on" && k.Node == "":
		ps.add(at+".node", "missing", "set the variable NODE_NAME from spec.nodeName in the manifest")
	}
}

// given returns the labels that the source gets besides those of its own.
func (k *Kubernetes) given() (all []Label) {
	for _, name := range k.Labels {
		all = append(all, Label{Name: name})
	}
	for _, t := range slices.Concat(k.Pod, k.Notes) {
		all = append(all, Label{Name: t.Label})
	}
	return all
}
