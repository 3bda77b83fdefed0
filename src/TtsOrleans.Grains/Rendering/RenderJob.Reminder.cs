using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Rendering;

/// <summary>The backstop: should no supervisor look after the job, its reminder does.</summary>
internal sealed partial class RenderJob : IRemindable
{
    private const string ReminderName = "revive";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(5);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await FindAsync() is { State: JobState.Waiting or JobState.Running })
        {
            await TryReviveAsync();
        }
        else if (await this.GetReminder(reminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private async Task RemindAsync()
    {
        if (ServiceProvider.GetService<IReminderRegistry>() is null)
        {
            return;
        }

        try
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        }
        catch (Exception fault)
        {
            // The job is stored and runs; only its backstop is missing.
            LogNoReminder(fault, _id);
        }
    }
}
