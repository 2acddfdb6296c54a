namespace Omnichannel.Channels.Voice;

/// <summary>Why an agent was not reached, as a stable reason.</summary>
internal static class AgentProblem
{
    /// <param name="status">Of the call to the agent's phone, as Twilio names it.</param>
    public static string Of(string status) => status switch
    {
        "busy" => "agent.busy",
        "failed" => "agent.unreachable",
        _ => "agent.no-answer",
    };
}
