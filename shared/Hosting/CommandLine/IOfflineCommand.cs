namespace Omnichannel.Hosting;

/// <summary>Runs work that needs the log and the read models, and nothing that serves.</summary>
public interface IOfflineCommand
{
    /// <summary>
    /// Gives the work the services of all modules (none of them started) and where to write what it has to say. What goes wrong with
    /// connections, files or settings is reported in one line, with exit code 2.
    /// </summary>
    /// <param name="quiet">True: standard output is for data, and what is said goes to standard error.</param>
    Task<int> RunAsync(Func<IServiceProvider, Progress, TextWriter, Task<int>> work, bool quiet = false);
}
