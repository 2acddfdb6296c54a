using System.Reflection;

namespace Omnichannel.Channels.Voice;

/// <summary>All menus of this installation, by the number that was called.</summary>
internal sealed class MenuBook
{
    private readonly IReadOnlyList<Menu> _menus;

    private MenuBook(IReadOnlyList<Menu> menus) => _menus = menus;

    /// <summary>The menu that answers a number: one that names it, else one that names none, else the first.</summary>
    public Menu For(string? ours) =>
        _menus.FirstOrDefault(menu => ours is not null && menu.Numbers.Contains(ours)) ?? _menus.FirstOrDefault(menu => menu.Numbers.Count == 0) ?? _menus[0];

    /// <summary>The menu of a name; after an update that renamed it, the one that answers the number.</summary>
    public Menu Named(string? name, string? ours) => _menus.FirstOrDefault(menu => menu.Name == name) ?? For(ours);

    /// <summary>The menu that comes with the program.</summary>
    public static MenuBook BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("default.yaml")!;
        using var reader = new StreamReader(stream);
        return Of([("default.yaml", reader.ReadToEnd())]);
    }

    /// <param name="path">A folder with <c>*.yaml</c> files, or one file; null = the built-in menu.</param>
    /// <exception cref="InvalidOperationException">Nothing is there, or there are mistakes: each with file, line and a sentence.</exception>
    public static MenuBook Load(string? path)
    {
        if (path is null)
            return BuiltIn();
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml").Order(StringComparer.Ordinal).ToArray() : File.Exists(path) ? [path] : [];
        if (files.Length == 0)
            throw new InvalidOperationException($"Voice:Menus names '{path}', but there is no menu file.");
        return Of([.. files.Select(file => (Path.GetFileName(file), File.ReadAllText(file)))]);
    }

    /// <exception cref="InvalidOperationException">There are mistakes.</exception>
    public static MenuBook Of(IReadOnlyList<(string File, string Yaml)> files)
    {
        var menus = new List<Menu>();
        var errors = new List<MenuError>();
        foreach (var (file, yaml) in files)
        {
            var (menu, found) = MenuReader.Read(file, yaml);
            errors.AddRange(found);
            if (menu is not null && menus.FirstOrDefault(other => other.Name == menu.Name || other.Numbers.Intersect(menu.Numbers).Any()) is { } same)
                errors.Add(new MenuError(file, 1, $"The menu '{same.Name}' has the same name, or answers one of the same numbers."));
            else if (menu is not null)
                menus.Add(menu);
        }

        return errors.Count == 0
            ? new MenuBook(menus)
            : throw new InvalidOperationException($"The telephone menu cannot be used:\n{string.Join("\n", errors)}");
    }
}
