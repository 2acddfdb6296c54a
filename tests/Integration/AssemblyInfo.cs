// Tests here wait for servers a good part of their time: more side by side than there are cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
