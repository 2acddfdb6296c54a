using System.Reflection;

namespace Omnichannel.EventSourcing;

/// <summary>SQL that lives in <c>.sql</c> files beside the code that runs it.</summary>
internal static class SqlResource
{
    /// <param name="name">Folder and file with dots, such as <c>Marten.append.sql</c>.</param>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Omnichannel.EventSourcing.{name}")
            ?? throw new ArgumentException($"There is no {name} in this assembly.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
