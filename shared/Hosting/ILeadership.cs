namespace Omnichannel.Hosting;

/// <summary>Of all processes of an installation one does a certain piece of work: the one that leads it.</summary>
public interface ILeadership
{
    /// <summary>
    /// Takes the lead for this process; null while another process has it. Dispose to give it up; a process that dies loses it. Its database
    /// gone, a process may believe for a while that it still leads: what is led has to be safe to do twice.
    /// </summary>
    /// <param name="work">The name of what is led, the same in every process.</param>
    Task<IAsyncDisposable?> TryLeadAsync(string work, CancellationToken ct);
}
