namespace Omnichannel.Server;

/// <summary>One serving process per data folder: two would each follow the log and send every reply twice.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="InvalidOperationException">Another process serves from this folder.</exception>
    public static FolderLock Acquire(string folder)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, "serve.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"Another process serves from {Path.GetFullPath(folder)}; stop it, or set OMNICHANNEL_DATA to another folder.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
