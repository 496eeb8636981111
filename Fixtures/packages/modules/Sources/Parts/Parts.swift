// The module has the Swift of its protos alone. SwiftPM wants a source file in every target.
