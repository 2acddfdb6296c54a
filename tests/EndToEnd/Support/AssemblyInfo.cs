// Tests here start whole programs on two cores: three side by side keep them busy. Those that take the shared servers away from under others are
// in one collection, and so one after another.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
[assembly: Xunit.TestCollectionOrderer(typeof(Omnichannel.EndToEnd.LongestFirst))]
[assembly: Xunit.AssemblyFixture(typeof(Omnichannel.EndToEnd.Browser))]
