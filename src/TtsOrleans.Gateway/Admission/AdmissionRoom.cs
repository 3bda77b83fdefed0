using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Gateway.Admission;

/// <summary>Who is let in.</summary>
internal static class AdmissionRoom
{
    public static void AddAdmission(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<AdmissionOptions>(AdmissionOptions.Section);
        builder.Services.AddSingleton<AdmissionControl>();
    }
}
