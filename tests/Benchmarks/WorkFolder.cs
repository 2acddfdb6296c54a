namespace Omnichannel.Benchmarks;

/// <summary>A folder on a real disk, removed at the end.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("omnichannel-bench").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <exception cref="WrongRunException">The folder is in memory: there durability costs nothing and means nothing.</exception>
    public static WorkFolder OnDisk()
    {
        var folder = new WorkFolder();
        Oracle.Must(
            new DriveInfo(folder.Path).DriveFormat is not ("tmpfs" or "ramfs"), $"{folder.Path} is in memory; set TMPDIR to a folder on a disk.");
        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
