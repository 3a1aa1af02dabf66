module github.com/harpolog/harpo/benchmarks

go 1.26.0

require (
	github.com/harpolog/harpo v0.0.0
	github.com/klauspost/compress v1.20.3
)

require golang.org/x/sys v0.49.0 // indirect

replace github.com/harpolog/harpo => ../
