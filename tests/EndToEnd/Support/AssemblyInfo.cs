// Tests here start whole programs on two cores and wait for them most of the time: two side by side. Those that take the shared servers away from
// under others are in one collection, and so one after another.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 2)]
[assembly: Xunit.TestCollectionOrderer(typeof(Omnichannel.EndToEnd.LongestFirst))]
