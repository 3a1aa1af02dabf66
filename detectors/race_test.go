//go:build race

package detectors

// raceDetector: under it time says nothing of the work done.
const raceDetector = true
