// Tests here start and kill whole programs and servers on two cores: one after another.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
