// Tests here wait for servers a good part of their time: more side by side than there are cores.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 4)]
