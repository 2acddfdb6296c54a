namespace Omnichannel.Channels.Voice;

/// <summary>Does every path lead somewhere, and does every path end? Checked at start, before a caller finds out.</summary>
internal static class MenuCheck
{
    public static IEnumerable<MenuError> Check(string file, Menu menu)
    {
        if (!menu.Nodes.ContainsKey(menu.Start))
            yield return new MenuError(file, 1, $"The start '{menu.Start}' is no node of this menu.");
        foreach (var node in menu.Nodes.Values)
        {
            foreach (var target in node.Targets.Distinct().Where(target => !menu.Nodes.ContainsKey(target)))
                yield return new MenuError(file, node.Line, $"'{node.Name}' leads to '{target}', which is no node of this menu.");
            if (node is MenuNode.Gather gather && SameKeyTwice(gather) is { } key)
                yield return new MenuError(file, node.Line, $"'{node.Name}' has two choices for '{key}'.");
        }

        var reached = Reach(menu, menu.Start);
        foreach (var node in menu.Nodes.Values.Where(node => !reached.Contains(node.Name)))
            yield return new MenuError(file, node.Line, $"No way leads to '{node.Name}'.");
        foreach (var node in menu.Nodes.Values)
        {
            if (GoesRound(menu, node))
                yield return new MenuError(file, node.Line, $"From '{node.Name}' a way leads back to it without ever waiting for the caller: a loop without a bound.");
            else if (!Reach(menu, node.Name).Any(name => menu.Nodes.GetValueOrDefault(name) is MenuNode.Hangup))
                yield return new MenuError(file, node.Line, $"From '{node.Name}' no way leads to a hangup: there is no way out.");
        }
    }

    private static string? SameKeyTwice(MenuNode.Gather gather) =>
        gather.Choices.Where(choice => choice.Key.Length > 0).GroupBy(choice => choice.Key).FirstOrDefault(group => group.Count() > 1)?.Key;

    /// <summary>A walk over nodes that do not wait; each is visited once.</summary>
    private static bool GoesRound(Menu menu, MenuNode start) => !start.Waits && Reach(menu, start.Targets, node => !node.Waits).Contains(start.Name);

    private static HashSet<string> Reach(Menu menu, string start) => Reach(menu, [start], _ => true);

    private static HashSet<string> Reach(Menu menu, IEnumerable<string> starts, Func<MenuNode, bool> goesOn)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(starts);
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name) || !menu.Nodes.TryGetValue(name, out var node) || !goesOn(node))
                continue;
            foreach (var target in node.Targets)
                open.Push(target);
        }

        return reached;
    }
}
