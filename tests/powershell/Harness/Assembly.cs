// The module reads the environment of the process, and each test sets its own there: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
