using System;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>The functions of aca_sessions.h, bound once. Ownership and threads: as that header says.</summary>
internal sealed unsafe partial class Library
{
    internal readonly delegate* unmanaged[Cdecl]<uint, NativeText> FieldPath;
    internal readonly delegate* unmanaged[Cdecl]<UIntPtr> EnvironmentVariableCount;
    internal readonly delegate* unmanaged[Cdecl]<UIntPtr, NativeText> EnvironmentVariableName;

    internal readonly delegate* unmanaged[Cdecl]<NativeClientOptions*, IntPtr*, IntPtr*, Status> ClientNew;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> ClientFree;

    internal readonly delegate* unmanaged[Cdecl]<NativeText, IntPtr*, IntPtr*, Status> IdentityParse;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, uint, NativeText> IdentityPartGet;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> IdentityFree;

    internal readonly delegate* unmanaged[Cdecl]<IntPtr, NativeGenerationOptions*, IntPtr*, IntPtr*, Status> GenerationNew;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, NativeText> GenerationTarget;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, Status> GenerationStart;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, uint, IntPtr*, IntPtr*, Status> GenerationNext;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> GenerationCancel;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> GenerationFree;

    internal readonly delegate* unmanaged[Cdecl]<IntPtr, NativePageTable*, Status> PageGetTable;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> PageFree;

    internal readonly delegate* unmanaged[Cdecl]<NativeText, IntPtr*, IntPtr*, Status> SessionParse;
    internal readonly delegate* unmanaged[Cdecl]<NativeFieldValue*, UIntPtr, byte, IntPtr*, IntPtr*, Status> SessionToJson;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, NativeText> TextGet;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> TextFree;

    internal readonly delegate* unmanaged[Cdecl]<IntPtr, int> ErrorGetKind;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, uint, NativeText> ErrorGetText;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, uint, long> ErrorGetNumber;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, UIntPtr, NativeErrorDetail*, Status> ErrorGetDetail;
    internal readonly delegate* unmanaged[Cdecl]<IntPtr, void> ErrorFree;

    private Library(string path, IntPtr handle)
    {
        FilePath = path;

        // The version first: of another major version, not even the other functions' names are certain.
        var abiVersion = (delegate* unmanaged[Cdecl]<uint>)SystemLoader.Find(handle, "aca_abi_version");
        CheckVersion(path, abiVersion());

        FieldPath = (delegate* unmanaged[Cdecl]<uint, NativeText>)SystemLoader.Find(handle, "aca_field_path");
        EnvironmentVariableCount =
            (delegate* unmanaged[Cdecl]<UIntPtr>)SystemLoader.Find(handle, "aca_environment_variable_count");
        EnvironmentVariableName =
            (delegate* unmanaged[Cdecl]<UIntPtr, NativeText>)SystemLoader.Find(handle, "aca_environment_variable_name");

        ClientNew = (delegate* unmanaged[Cdecl]<NativeClientOptions*, IntPtr*, IntPtr*, Status>)
            SystemLoader.Find(handle, "aca_client_new");
        ClientFree = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_client_free");

        IdentityParse = (delegate* unmanaged[Cdecl]<NativeText, IntPtr*, IntPtr*, Status>)
            SystemLoader.Find(handle, "aca_identity_parse");
        IdentityPartGet = (delegate* unmanaged[Cdecl]<IntPtr, uint, NativeText>)
            SystemLoader.Find(handle, "aca_identity_part_get");
        IdentityFree = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_identity_free");

        GenerationNew = (delegate* unmanaged[Cdecl]<IntPtr, NativeGenerationOptions*, IntPtr*, IntPtr*, Status>)
            SystemLoader.Find(handle, "aca_generation_new");
        GenerationTarget =
            (delegate* unmanaged[Cdecl]<IntPtr, NativeText>)SystemLoader.Find(handle, "aca_generation_target");
        GenerationStart =
            (delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, Status>)SystemLoader.Find(handle, "aca_generation_start");
        GenerationNext = (delegate* unmanaged[Cdecl]<IntPtr, uint, IntPtr*, IntPtr*, Status>)
            SystemLoader.Find(handle, "aca_generation_next");
        GenerationCancel = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_generation_cancel");
        GenerationFree = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_generation_free");

        PageGetTable = (delegate* unmanaged[Cdecl]<IntPtr, NativePageTable*, Status>)
            SystemLoader.Find(handle, "aca_page_get_table");
        PageFree = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_page_free");

        SessionParse = (delegate* unmanaged[Cdecl]<NativeText, IntPtr*, IntPtr*, Status>)
            SystemLoader.Find(handle, "aca_session_parse");
        SessionToJson = (delegate* unmanaged[Cdecl]<NativeFieldValue*, UIntPtr, byte, IntPtr*, IntPtr*, Status>)
            SystemLoader.Find(handle, "aca_session_to_json");
        TextGet = (delegate* unmanaged[Cdecl]<IntPtr, NativeText>)SystemLoader.Find(handle, "aca_text_get");
        TextFree = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_text_free");

        ErrorGetKind = (delegate* unmanaged[Cdecl]<IntPtr, int>)SystemLoader.Find(handle, "aca_error_get_kind");
        ErrorGetText =
            (delegate* unmanaged[Cdecl]<IntPtr, uint, NativeText>)SystemLoader.Find(handle, "aca_error_get_text");
        ErrorGetNumber =
            (delegate* unmanaged[Cdecl]<IntPtr, uint, long>)SystemLoader.Find(handle, "aca_error_get_number");
        ErrorGetDetail = (delegate* unmanaged[Cdecl]<IntPtr, UIntPtr, NativeErrorDetail*, Status>)
            SystemLoader.Find(handle, "aca_error_get_detail");
        ErrorFree = (delegate* unmanaged[Cdecl]<IntPtr, void>)SystemLoader.Find(handle, "aca_error_free");
    }
}
