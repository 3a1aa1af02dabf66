//go:build !race

package detectors

const raceDetector = false
